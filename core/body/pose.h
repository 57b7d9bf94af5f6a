#pragma once

#include "body/skeleton.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <array>

namespace ropetp::body {

/// One SMPL pose: the rotation of each joint relative to its parent (the pelvis: relative to the
/// frame the pose lives in, camera or world), axis-angle in radians, and SMPL's translation in
/// metres: pelvis position = restJoints(betas)[0] + translationM.
struct Pose {
    std::array<Eigen::Vector3d, kJointCount> axisAngleRad{};
    Eigen::Vector3d translationM = Eigen::Vector3d::Zero();

    Pose() { axisAngleRad.fill(Eigen::Vector3d::Zero()); }
};

using Betas = Eigen::Matrix<double, kShapeCount, 1>;
/// 24 points, one a row, metres.
using JointPositions = Eigen::Matrix<double, kJointCount, 3, Eigen::RowMajor>;
/// V x 3 points, one a row, metres.
using VertexArray = Eigen::Matrix<float, Eigen::Dynamic, 3, Eigen::RowMajor>;
/// Pose of each joint's frame in the frame the body lives in.
using JointFrames = std::array<Eigen::Isometry3d, kJointCount>;

}  // namespace ropetp::body
