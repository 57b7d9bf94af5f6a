#pragma once

#include "base/result.h"
#include "io/export_scene.h"
#include "io/imported_motion.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace ropetp::io {

/// What a format is written from.
struct ExportInput {
    const ExportScene& scene;
    const ExportOptions& options;
    const body::MotionClip* clip = nullptr;   ///< the rows that were asked for; null for another tool's motion
    const body::BodyModel* body = nullptr;
};

/// A file format that takes leave the program in. One row of the table in export_formats.cpp.
struct ExportFormat {
    std::string_view ending;                  ///< "bvh", lower case
    std::string_view title;                   ///< "FBX 7.4 binary"
    bool hasSkeleton, hasMesh, hasCamera;     ///< what it can carry
    /// Writes atomically. WriteFailed, DiskFull; InvalidInput where the take lacks what the format is for.
    Result<void> (*write)(const std::filesystem::path& path, const ExportInput& input);
    /// What a written file holds; null where it holds no joints.
    Result<ImportedMotion> (*read)(const std::filesystem::path& path, const ExportPreset& preset);
};

std::span<const ExportFormat> exportFormats();
/// By the path's ending, in any case; null for an unknown one.
const ExportFormat* formatOf(const std::filesystem::path& path);
/// "bvh, fbx, ...", for messages.
std::string formatEndings();

/// What a written file holds, by reading it again.
struct ExportReport {
    std::size_t frames = 0;
    double fps = 0;
    bool resampled = false;      ///< the take's time stamps were uneven, or another rate was asked for
    bool verified = false;       ///< false: the format holds no joints to compare
    double largestErrorMm = 0;   ///< of a joint's world position against the scene
    std::string worstJoint;      ///< its name in the file
    std::size_t worstFrame = 0;
    static constexpr double kWarnMm = 1;
};

/// Writes a take in the format of the path's ending, reads the file again and compares. UnsupportedFormat for an unknown
/// ending; InvalidInput; WriteFailed, DiskFull. Internal where the file does not hold what was written.
Result<ExportReport> exportTake(const std::filesystem::path& path, const body::MotionClip& clip, const std::shared_ptr<const body::BodyModel>& body, const ExportOptions& options);

/// The same for a motion of another tool, with its own skeleton (bvh, fbx, glb). UnsupportedFormat for what only our takes
/// can be written as.
Result<ExportReport> writeScene(const std::filesystem::path& path, const ExportScene& scene, const ExportOptions& options);

/// Reads another tool's motion by its ending. @param bvhUnitsPerMetre  a BVH does not say it.
Result<ImportedMotion> importMotion(const std::filesystem::path& path, double bvhUnitsPerMetre = 100);

}  // namespace ropetp::io
