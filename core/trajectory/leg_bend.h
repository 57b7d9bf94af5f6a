#pragma once

#include "body/kinematics.h"
#include "body/motion_clip.h"
#include "trajectory/foot_lock.h"

#include <span>

namespace ropetp::trajectory {

/// Where the foot points of a pose are (footLockOffsets() takes them), in the frame the pose lives in.
std::array<Eigen::Vector3d, kContactValues> footPoints(const body::JointPositions& restJoints, const body::Pose& pose);

/// Bends both legs so that the foot points move by `offsets`, as far as the legs reach. Where an offset is nothing its leg stays
/// bit for bit.
void bendLegs(const body::JointPositions& restJoints, const std::array<Eigen::Vector3d, kContactValues>& offsets, body::Pose& pose);

/// Bends the legs of all frames' poseInWorld so that feet that stand by `contacts` keep their place over the floor.
/// @param known  a frame each, or empty. Frames that are locked already are not touched.
void lockFeet(body::MotionClip& clip, const body::JointPositions& restJoints, std::span<const FootKnowledge> known = {});

}  // namespace ropetp::trajectory
