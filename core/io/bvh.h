#pragma once

#include "base/result.h"
#include "io/euler.h"
#include "io/export_scene.h"
#include "io/imported_motion.h"

#include <Eigen/Geometry>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ropetp::io {

struct BvhStyle {
    EulerOrder order = kZxy;
    double unitsPerMetre = 100;  ///< centimetres
};

/// Writes a scene as BVH, atomically: Y up, rest pose at zero facing +Z, joints that move with six channels, continuous
/// angles, true frame time. WriteFailed, DiskFull; InvalidInput for a scene without frames.
Result<void> writeBvh(const std::filesystem::path& path, const ExportScene& scene, const BvhStyle& style = {});

struct BvhJoint {
    std::string name;
    int parent = -1;
    Eigen::Vector3d offset = Eigen::Vector3d::Zero();   ///< from the parent, file units
    std::vector<int> channels;          ///< 0..2 position X Y Z, 3..5 rotation X Y Z, in file order
    std::size_t firstChannel = 0;       ///< column in `values`
    bool hasEndSite = false;
};

/// Any tool's BVH. Units are the file's.
struct BvhMotion {
    std::vector<BvhJoint> joints;       ///< a parent comes before its children
    std::size_t channelCount = 0, frameCount = 0;
    double frameTimeSec = 0;
    std::vector<double> values;         ///< frameCount x channelCount

    /// Joint to world on a frame, file units.
    std::vector<Eigen::Isometry3d> worldFromJoint(std::size_t frame) const;
    /// World positions of all joints on a frame, file units.
    std::vector<Eigen::Vector3d> positions(std::size_t frame) const;
    int find(std::string_view name) const;
    /// Every frame in metres. Which way is up is not in a BVH: its axes are kept.
    ImportedMotion imported(double unitsPerMetre) const;
};

/// CorruptFile with the line number; UnsupportedFormat above 1000 joints or 50 million values.
Result<BvhMotion> readBvh(const std::filesystem::path& path);
/// The same from memory. @param file  for messages.
Result<BvhMotion> parseBvh(std::string_view text, const std::string& file = {});

}  // namespace ropetp::io
