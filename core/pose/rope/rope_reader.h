#pragma once

#include "pose/rope/rope_model.h"
#include "track/landmark_pass.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ropetp::pose {

/// Somebody to look at.
struct RopeView {
    Image picture;
    track::CropRegion crop;
    /// With RopeReader::passValues(), of this crop; then the picture is not looked at. Null: nobody has looked yet.
    std::shared_ptr<const track::LandmarkPass> pass;
};

/// Rope with its backbone: people in pictures in, readings out. Which backbone is read off the weights; callers do
/// not care. Not thread-safe.
class RopeReader {
  public:
    static constexpr int kBatch = RopeModel::kBatch;
    /// @param modelFolder  of nn::findModelFolder(); looked into by the `blazepose` backbone only (HRNet's weights lie
    /// in `weights`). FileNotFound, ModelMissing, ModelCorrupt.
    static Result<std::unique_ptr<RopeReader>> create(const std::filesystem::path& weights, const std::filesystem::path& modelFolder, int threads);
    virtual ~RopeReader() = default;
    /// Row i looks at crops[i] of pictures[i]. At most kBatch rows. InvalidInput, Internal.
    virtual Result<std::vector<RopeReading>> read(std::span<const Image> pictures, std::span<const track::CropRegion> crops) = 0;
    /// What readAgain() needs of each view and no more. At most kBatch. Readers that do not use landmarks read.
    virtual Result<std::vector<RopeReading>> look(std::span<const RopeView> views);
    /// Values of the landmark model's pass (track::LandmarkPass) that look() takes in place of a pass of its own.
    virtual std::vector<std::string> passValues() const { return {}; }
    /// Readings of the same pictures from other landmarks than the backbone's own: smoothed over the track, say. At most
    /// kBatch. Readers whose backbone has no landmarks answer as before.
    virtual Result<std::vector<RopeReading>> readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart> starts);
    virtual bool usesLandmarks() const { return false; }
    /// Attention of the last batch's row: one map for each joint (level 24).
    virtual std::vector<AttentionMap> attention(int row) const = 0;
    /// e.g. "rope-blazepose full", "rope-hrnet-w32 full".
    virtual std::string name() const = 0;
};

}  // namespace ropetp::pose
