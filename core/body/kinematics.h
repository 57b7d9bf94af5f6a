#pragma once

#include "body/pose.h"

namespace ropetp::body {

/// SMPL's forward kinematics. @param restJoints  24 joint positions of the T-pose, metres.
/// @return frames whose origins are the joints; joint 0 = restJoints[0] + translation.
JointFrames jointFrames(const JointPositions& restJoints, const Pose& pose);

/// The origins of jointFrames().
JointPositions jointPositions(const JointPositions& restJoints, const Pose& pose);

/// The same pose seen from another frame: x' = b_from_a * x for every point of the body.
/// Takes care of SMPL's translation, which rotates about the pelvis and not the origin.
Pose transformed(const Pose& pose, const Eigen::Isometry3d& bFromA, const JointPositions& restJoints);

}  // namespace ropetp::body
