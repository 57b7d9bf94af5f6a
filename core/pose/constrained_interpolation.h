#pragma once

#include "base/ids.h"
#include "body/motion_clip.h"

#include <bitset>
#include <span>
#include <vector>

namespace ropetp::pose {

/// Which of the 24 joints.
using JointSet = std::bitset<body::kJointCount>;

/// A frame whose pose somebody decided: it holds exactly there, and reaches into the frames around it.
struct HeldPose {
    FrameIndex frame;
    double ptsSec = 0;
    JointSet joints;                 ///< whose local rotations hold
    bool place = false;              ///< does the translation hold?
    body::Pose poseInCam;            ///< the rest of it is not read
    double beforeSec = 0.5, afterSec = 0.5;   ///< reach; 0: that frame alone
};

/// How much the held poses around a moment count for one joint (or the place): at most one before and one after.
struct HeldShares {
    int before = -1, after = -1;     ///< numbers of held poses, or -1
    double shareBefore = 0, shareAfter = 0;   ///< 0..1 each, together at most 1
    double sum() const { return shareBefore + shareAfter; }
};

/// Cosine falloff; 1 on the held frame, 0 at the end of its reach. Between two held poses neither reaches beyond the
/// other, so that where both reach all the way their shares add up to 1.
/// @param held  by time. @param joint  0..23, or -1 for the place.
HeldShares heldShares(std::span<const HeldPose> held, int joint, double ptsSec);

/// The frames with the held poses' differences from them carried into their surroundings: rotations turn on the
/// geodesic (right-hand increments; between two held poses the difference itself is interpolated), the place moves.
/// What no held pose reaches stays bit for bit, and what is held is exactly that.
/// Knows nothing of the picture. A few microseconds a frame. @param held  by frame; outside `frames`: not used.
std::vector<body::Pose> interpolateHeld(std::span<const body::MotionFrame> frames, std::span<const HeldPose> held);

}  // namespace ropetp::pose
