#pragma once

#include <Eigen/Core>

#include <vector>

namespace ropetp::body::mannequin_detail {

/// Weights on the vertices near each joint that give the joint's place for every shape: exact on the
/// template and on each shape direction, and of least norm otherwise.
/// @param vertices V x 3; @param shapeDirs (3V) x 10; both in the design frame.
/// @param mirror  for each vertex the one on the other side.
/// @return 24 x V, rows sum to 1, mirror symmetric.
Eigen::MatrixXd jointRegressor(const Eigen::MatrixXd& vertices, const Eigen::MatrixXd& shapeDirs,
                               const std::vector<int>& mirror);

}  // namespace ropetp::body::mannequin_detail
