#pragma once

#include "body/pose.h"

#include <Eigen/Core>

#include <vector>

namespace ropetp::synth {

/// A box of blocks with a colour a vertex; world frame, faces counter-clockwise outside.
struct ColoredMesh {
    body::VertexArray vertices;
    Eigen::Matrix<int, Eigen::Dynamic, 3, Eigen::RowMajor> faces;
    std::vector<Eigen::Vector3f> colors;   ///< linear RGB
};

/// A wall of stones from `low` to `high`, each face split in cells so that it can carry a pattern.
ColoredMesh stoneWall(const Eigen::Vector3d& low, const Eigen::Vector3d& high);

}  // namespace ropetp::synth
