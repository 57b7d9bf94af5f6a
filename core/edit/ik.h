#pragma once

#include "base/pinhole_camera.h"
#include "base/result.h"
#include "body/pose.h"
#include "edit/joint_set.h"

#include <vector>

namespace ropetp::edit {

struct IkOptions {
    /// False: hands and feet move their limb alone (two bones, analytic), elbows and knees the bone above. Joints
    /// without a limb of their own (spine, head, collars, hips, pelvis) always move the whole body.
    bool wholeBody = false;
    /// Whole body: these stay where they are.
    std::vector<body::Joint> pins;
    /// A limb does not bend beyond its joints' ranges (heldWithinLimits()); the whole body keeps to them in any case.
    bool limits = false;
};

/// A pose that reaches for something.
struct IkResult {
    body::Pose pose;
    JointSet joints;      ///< whose rotations changed or decide where the joint is
    bool place = false;   ///< did the translation change?
};

/// Moves a joint to a point of the pose's frame (metres), or as near as the bones allow. A hand or foot keeps its
/// direction in space. Whole body: damped least squares over our kinematics with joint limits, the least change of all
/// other joints. Deterministic; below 1 ms (limb: 10 us). InvalidInput for a target that is not finite.
Result<IkResult> reach(const body::JointPositions& rest, const body::Pose& pose, body::Joint joint, const Eigen::Vector3d& target, const IkOptions& options);

/// Moves a joint so that it is seen at a pixel. Its depth stays as far as the bones allow. InvalidInput for a pixel
/// that is not finite and a joint behind the camera.
Result<IkResult> reachPixel(const body::JointPositions& rest, const body::Pose& poseInCam, body::Joint joint, const Eigen::Vector2d& px,
                            const PinholeCamera& camera, const IkOptions& options);

}  // namespace ropetp::edit
