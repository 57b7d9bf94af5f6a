#pragma once

#include <Eigen/Core>

namespace ropetp::body::mannequin_detail {

/// Pose blend shapes that keep bent joints from collapsing: for each joint the linear function of
/// R - I that brings linear blend skinning closest to turning every vertex by its share of the
/// rotation about the joint (what dual quaternion skinning does), over sampled rotations.
/// @param vertices V x 3, design frame; @param weights V x 24. @return (3V) x 207.
Eigen::MatrixXf poseCorrectives(const Eigen::MatrixXd& vertices, const Eigen::MatrixXd& weights);

}  // namespace ropetp::body::mannequin_detail
