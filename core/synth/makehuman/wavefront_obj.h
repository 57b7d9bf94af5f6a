#pragma once

#include "base/result.h"

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace ropetp::synth {

/// A textured triangle mesh as a Wavefront file holds it.
struct ObjMesh {
    struct Corner {
        int vertex = 0, uv = -1;
    };
    struct Triangle {
        std::array<Corner, 3> corners;
        int group = 0;
    };
    std::vector<Eigen::Vector3f> vertices;
    std::vector<Eigen::Vector2f> uv;       ///< v upwards, as in the file
    std::vector<Triangle> triangles;       ///< polygons are split into fans
    std::vector<std::string> groups;

    /// Vertices of the faces of a group, each once, in order; empty for an unknown group.
    std::vector<int> verticesOf(const std::string& group) const;
};

/// FileNotFound; CorruptFile for indices out of range and lines that are not numbers.
Result<ObjMesh> readObj(const std::filesystem::path& path);

}  // namespace ropetp::synth
