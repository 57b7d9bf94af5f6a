#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"

#include <Eigen/Geometry>

#include <optional>
#include <span>

namespace ropetp::trajectory {

/// The floor as the camera sees it: unit normal (up, against gravity) and height, so that
/// up . p + offsetM = 0 for points p of the floor, camera frame, metres.
struct GroundPlane {
    Eigen::Vector3d upInCam{0, -1, 0};
    double offsetM = 0;      ///< camera height above the floor
    double confidence = 0;   ///< 0..1
    bool userSet = false;
    /// Where the floor stays when it is tilted by hand: below the people, camera frame, metres.
    /// Without an estimate it is the camera itself.
    Eigen::Vector3d pivotInCam{0, 0, 0};
};

/// Ground plane and gravity of a static camera, from feet that stand still and from upright
/// posture, over everybody in view. Robust: feet in the air, on a chair or badly seen are outvoted.
/// Where feet say nothing (nobody stands), gravity comes from posture and a level camera, and the
/// height from the lowest feet, with a confidence near 0; without frames the default plane.
/// Reads poseInCam only. Thread-safe.
GroundPlane estimateGround(std::span<const body::MotionClip> clips, const body::BodyModel& body);

/// World frame for a plane: Y up, floor y = 0, origin below the first visible frame's pelvis,
/// +Z towards the camera (horizontally). Straight above the origin, the camera has no horizontal
/// direction: then +Z is against its line of sight, or where the picture's lower edge points.
Eigen::Isometry3d camFromWorld(const GroundPlane& ground, const Eigen::Vector3d& firstPelvisInCam);

/// Height and tilt as sliders change them. The floor turns about `pivotInCam`.
/// @param pitchRad  > 0: the far floor rises (as if the camera looked further down).
/// @param rollRad   > 0: the floor's left rises (up turns clockwise in the picture).
/// @param heightM   > 0: the floor rises by so much. All 0: the plane itself.
GroundPlane adjusted(const GroundPlane& ground, double pitchRad, double rollRad, double heightM);

}  // namespace ropetp::trajectory
