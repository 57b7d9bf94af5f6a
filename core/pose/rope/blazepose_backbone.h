#pragma once

#include "base/image.h"
#include "base/result.h"
#include "track/crop_region.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ropetp::pose {

/// What a frozen BlazePose heavy sees in one crop, from one pass: two maps (channels last) and a vector.
struct BlazePoseFeatures {
    static constexpr int kFineSide = 32, kFineChannels = 96;
    static constexpr int kCoarseSide = 16, kCoarseChannels = 192;
    static constexpr int kFine = kFineSide * kFineSide * kFineChannels;
    static constexpr int kCoarse = kCoarseSide * kCoarseSide * kCoarseChannels;
    /// Deepest map (2 x 2 x 288), then of 33 landmarks: crop position -1..1 (x, y), visibility 0..1, world metres.
    static constexpr int kDeep = 2 * 2 * 288, kLandmarks = 33;
    static constexpr int kVector = kDeep + kLandmarks * 6;

    std::span<const float> fine, coarse, vector;   ///< valid until the next pass
};

/// Names of the network's values that the features are made of: what somebody else's pass must carry.
std::vector<std::string> blazePoseTaps();
/// The features of a pass by its values, in the order of blazePoseTaps(). The result looks into `values` and `vector`.
/// InvalidInput where they have other sizes.
Result<BlazePoseFeatures> blazePoseFeatures(std::span<const std::span<const float>> values, std::vector<float>& vector);

/// The `blazepose` backbone of Rope: BlazePose heavy's own activations. One thread at a time.
class BlazePoseBackbone {
  public:
    /// ModelMissing, ModelCorrupt.
    static Result<std::unique_ptr<BlazePoseBackbone>> create(const std::filesystem::path& modelFolder, int threads);
    virtual ~BlazePoseBackbone() = default;
    /// InvalidInput for an empty picture or region.
    virtual Result<BlazePoseFeatures> run(const Image& image, const track::CropRegion& region) = 0;
    /// A second executor for another thread; shares the loaded weights.
    virtual Result<std::unique_ptr<BlazePoseBackbone>> another() const = 0;
};

}  // namespace ropetp::pose
