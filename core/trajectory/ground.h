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
};

/// Ground plane and gravity of a static camera, from feet that stand still and from upright
/// posture, over everybody in view (robust; falls back to a level camera).
GroundPlane estimateGround(std::span<const body::MotionClip> clips, const body::BodyModel& body);

/// World frame for a plane: Y up, floor y = 0, origin below the first visible frame's pelvis,
/// +Z towards the camera (horizontally).
Eigen::Isometry3d camFromWorld(const GroundPlane& ground, const Eigen::Vector3d& firstPelvisInCam);

/// Height and tilt as sliders change them: extra pitch, roll (radians) and height (metres).
GroundPlane adjusted(const GroundPlane& ground, double pitchRad, double rollRad, double heightM);

}  // namespace ropetp::trajectory
