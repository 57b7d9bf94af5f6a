#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "trajectory/foot_points.h"

#include <Eigen/Geometry>

#include <array>
#include <vector>

namespace ropetp::review {

/// A value a frame and joint.
template <class T>
using PerJoint = std::vector<std::array<T, body::kJointCount>>;

/// What the measures of quality need of a clip, computed once. Metres, radians, seconds; the world is Y up.
struct ClipMotion {
    std::size_t count = 0;
    std::vector<double> timeSec;         ///< strictly increasing
    /// Frames that make about 1/30 s: motion is differenced over so many, so that 240 frames a second do not
    /// turn a millimetre of noise into an acceleration. At least 1.
    std::size_t stride = 1;
    std::vector<char> usable;            ///< false where the pose was not finite: the last good one stands there
    std::vector<body::JointPositions> joints;
    PerJoint<Eigen::Quaterniond> local;  ///< each joint's own turn; the pelvis': in the world
    std::vector<trajectory::FootPositions> feet;

    /// Position relative to the pelvis; the pelvis' own in the world.
    Eigen::Vector3d fromPelvis(std::size_t i, int joint) const {
        return joint == 0 ? Eigen::Vector3d(joints[i].row(0).transpose()) : Eigen::Vector3d((joints[i].row(joint) - joints[i].row(0)).transpose());
    }
    double meanStepSec() const { return count > 1 ? (timeSec.back() - timeSec.front()) / double(count - 1) : 1.0 / 30; }
};

/// Times that do not increase are replaced by the clip's frame rate.
ClipMotion clipMotion(const body::MotionClip& clip, const body::BodyModel& body);

/// Do the local turns of the pose in the camera and in the world differ by more than 0.02 rad on some frame? Then one of
/// them was edited (or damaged) alone.
bool posesDisagree(const body::MotionClip& clip);

/// The clip with poseInWorld taken from poseInCam, and the other way round. Needs camFromWorld.
body::MotionClip seenFromCamera(const body::MotionClip& clip, const body::BodyModel& body);
body::MotionClip seenFromWorld(const body::MotionClip& clip, const body::BodyModel& body);

}  // namespace ropetp::review
