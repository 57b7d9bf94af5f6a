#pragma once

#include "body/pose.h"
#include "edit/joint_set.h"

#include <Eigen/Core>

namespace ropetp::edit {

/// The pose as its mirror image: each limb takes over the other one's mirrored turns. Of the pelvis only the leaning
/// to the side turns over: the heading about `upInFrame` stays. Joints that are not in `joints` stay.
body::Pose mirroredPose(const body::Pose& pose, const JointSet& joints, const Eigen::Vector3d& upInFrame);

/// Left and right change places, as after a solve that took one leg for the other: the left thigh points where the
/// right one did, and so on down to the ankles; arms likewise (collars stay). Every limb that `joints` touches on one
/// side or the other; the place and the torso stay.
body::Pose swappedSides(const body::Pose& pose, const JointSet& joints);

/// `joints` point as they do in another pose of the same frame of space, on what else there is of `pose`; the place is the other's.
body::Pose posedAs(const body::Pose& pose, const body::Pose& other, const JointSet& joints);

/// `joints` turned about axes of their own, each by the same turn. @param turnRad  axis-angle in the joint's own frame.
body::Pose turnedAboutOwnAxes(const body::Pose& pose, const JointSet& joints, const Eigen::Vector3d& turnRad);
/// `joints` turned about axes of the pose's frame, each by the same turn; what hangs on them comes along.
body::Pose turnedAboutFrameAxes(const body::Pose& pose, const JointSet& joints, const Eigen::Vector3d& turnRad);

/// Takes turns of `joints` back into their ranges (pose/joint_limits.h). What was beyond them in `before` may stay as far out.
/// @return those that were held back.
JointSet heldWithinLimits(body::Pose& pose, const body::Pose& before, const JointSet& joints);
/// Joints that are at an end of one of their ranges, or beyond.
JointSet jointsAtLimit(const body::Pose& pose);

}  // namespace ropetp::edit
