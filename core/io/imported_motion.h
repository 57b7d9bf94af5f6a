#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ropetp::io {

/// Motion read from a file of any format: what its joints are called and where they are. Metres, Y up.
struct ImportedMotion {
    double fps = 0;
    std::vector<std::string> names;
    std::vector<int> parents;               ///< -1 for a root; where a format has no skeleton, all are roots
    std::size_t frameCount = 0;
    std::vector<Eigen::Vector3d> world;     ///< frameCount x joints
    /// Where a format has a rest pose: its joints, and how far each joint is turned from it in the world (frameCount x
    /// joints). Empty otherwise.
    std::vector<Eigen::Vector3d> rest;
    std::vector<Eigen::Quaterniond> turned;

    std::vector<Eigen::Vector3d> positions(std::size_t frame) const {
        const auto first = world.begin() + std::ptrdiff_t(frame * names.size());
        return {first, first + std::ptrdiff_t(names.size())};
    }
    /// -1 where there is none.
    int find(std::string_view name) const {
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == name) return int(i);
        return -1;
    }
};

}  // namespace ropetp::io
