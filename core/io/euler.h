#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <array>

namespace ropetp::io {

/// Axes of an Euler rotation in the order in which BVH and FBX write them: R = R(axes[0]) R(axes[1]) R(axes[2]);
/// 0 = X, 1 = Y, 2 = Z.
using EulerOrder = std::array<int, 3>;
inline constexpr EulerOrder kZxy = {2, 0, 1};
inline constexpr EulerOrder kZyx = {2, 1, 0};
inline constexpr EulerOrder kXyz = {0, 1, 2};

/// Angles in degrees, in the order of the axes. Of the two solutions (and their full turns) the one
/// nearest to `near` is taken, so that curves go on without a jump. At gimbal lock the first angle
/// stays what it was.
Eigen::Vector3d eulerDegrees(const Eigen::Matrix3d& rotation, const EulerOrder& order, const Eigen::Vector3d& near);

Eigen::Matrix3d matrixFromEulerDegrees(const Eigen::Vector3d& angles, const EulerOrder& order);

}  // namespace ropetp::io
