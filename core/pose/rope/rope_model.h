#pragma once

#include "base/result.h"
#include "body/pose.h"
#include "pose/rope/blazepose_backbone.h"
#include "pose/rope/rope_config.h"
#include "pose/rope/start_pose.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ropetp::pose {

/// What Rope says of one crop, in the crop's view (rope_crop.h).
struct RopeReading {
    std::array<Eigen::Matrix3d, body::kJointCount> local;   ///< relative to the parent; the pelvis in the view
    body::Betas betas;
    double scale = 1;               ///< half crops a metre
    Eigen::Vector2d pelvisM;        ///< x and y of the pelvis in the view
    /// How surely the attention of each joint's part has found it, 0..1: where it rests looks like the part, and it
    /// rests on little.
    std::array<float, body::kJointCount> found{};
    /// What was seen, for RopeReader::readAgain: opaque, 11 kB. Empty where the backbone has no landmarks.
    std::vector<std::uint16_t> seen;
};

/// Landmarks to answer with, and the pose that they suggest, in the crop's view (start_pose.h).
struct RopeStart {
    std::array<float, kLandmarkValues * BlazePoseFeatures::kLandmarks> landmarks;
    std::array<float, kStartValues> pose;
};

/// Where a part of a level is looked for in a crop: what the user sees of HAGT.
struct AttentionMap {
    int side = 0;
    std::vector<float> share;       ///< side x side, sums to 1
};

/// Rope's heads on the features of a backbone. Not thread-safe.
class RopeModel {
  public:
    static constexpr int kBatch = 8;
    /// FileNotFound, ModelCorrupt.
    static Result<std::unique_ptr<RopeModel>> create(const std::filesystem::path& weights, int threads);
    virtual ~RopeModel() = default;
    /// Copies features in as number `row` (0 to kBatch - 1) of the next batch. Different rows may be set from
    /// different threads.
    virtual void set(int row, const BlazePoseFeatures& features) = 0;
    /// Reads the first `rows` rows. Internal where LibTorch fails.
    virtual Result<std::vector<RopeReading>> read(int rows) = 0;
    /// What readAgain() needs of the first `rows` rows and no more: `seen` and `found`.
    virtual Result<std::vector<RopeReading>> look(int rows) = 0;
    /// The same pictures with other landmarks than the backbone's own. At most kBatch.
    virtual Result<std::vector<RopeReading>> readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart> starts) = 0;
    /// Attention of the last batch's row: one map for each joint (level 24).
    virtual std::vector<AttentionMap> attention(int row) const = 0;
    /// e.g. "rope-blazepose full".
    virtual std::string name() const = 0;
};

}  // namespace ropetp::pose
