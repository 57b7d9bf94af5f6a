#pragma once

#include "body/mannequin/quad_mesh.h"
#include "body/skeleton.h"

#include <Eigen/Core>

namespace ropetp::body::mannequin_detail {

/// Influence of each joint on a point of the left half, by part and position in the design frame.
/// Non-negative, sums to 1.
Eigen::Matrix<double, 1, kJointCount> skinWeights(const Vector3d& p, Part part);

/// Averages the weights over the mesh, keeps the four strongest of each vertex and normalises.
/// @param weights  V x 24; @param neighbours  V lists.
void smoothWeights(Eigen::MatrixXd& weights, const std::vector<std::vector<int>>& neighbours, int rounds);

}  // namespace ropetp::body::mannequin_detail
