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

/// The paper's backbone on crops of 224 x 224: HRNet-W32 or W48 from a public PyTorch checkpoint.
class HrnetBackbone {
  public:
    static constexpr int kCropPx = 224;
    struct Map {
        int side = 0, channels = 0;
        std::vector<float> values;   ///< rows of crops x side x side x channels
    };
    struct Options {
        int width = 32;              ///< 32 or 48
        int threads = 2;
        bool bfloat16 = false;       ///< twice as fast on processors with AVX512-BF16; about 2 digits
    };
    /// @param checkpoint  .pth, read without Python; empty: random weights (for speed measurements).
    /// FileNotFound, CorruptFile, UnsupportedFormat, ModelCorrupt.
    static Result<std::unique_ptr<HrnetBackbone>> create(const std::filesystem::path& checkpoint, const Options& options);
    virtual ~HrnetBackbone() = default;
    /// Four maps, the finest (56 x 56) first. @param crops  kCropPx x kCropPx pictures.
    virtual Result<std::vector<Map>> run(std::span<const Image> crops) = 0;
    /// Names of the network's parameters that the checkpoint lacked.
    virtual const std::vector<std::string>& missing() const = 0;
    /// Names in the checkpoint that the network has no use for (heads).
    virtual const std::vector<std::string>& unused() const = 0;
};

}  // namespace ropetp::pose
