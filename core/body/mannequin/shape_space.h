#pragma once

#include <Eigen/Core>

namespace ropetp::body::mannequin_detail {

/// Displacement of every vertex per standard deviation of each of the ten shape parameters.
/// @param vertices  V x 3, design frame. @param weights  V x 24 skinning weights.
/// @return (3V) x 10, row 3v+c, metres.
Eigen::MatrixXd shapeDirections(const Eigen::MatrixXd& vertices, const Eigen::MatrixXd& weights);

}  // namespace ropetp::body::mannequin_detail
