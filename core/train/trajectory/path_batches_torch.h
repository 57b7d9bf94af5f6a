#pragma once

// Internal to the files named *_torch.cpp.

#include "train/trajectory/recorded_path.h"

#include <torch/types.h>

#include <random>

namespace ropetp::train {

/// Windows to learn from. B windows of N frames.
struct PathBatch {
    torch::Tensor condition;   ///< B x N x conditionSize
    torch::Tensor path;        ///< B x N x 3: x0, in the units of DenoiserConfig::scale
    torch::Tensor pins;        ///< B x N x 4
    torch::Tensor counts;      ///< B x N: 1 where the window has a frame
    torch::Tensor contacts;    ///< B x N x 4: 0 or 1
    torch::Tensor feet;        ///< B x N x 4 x 3: true foot points relative to the pelvis, window's axes, metres
};

struct PathAugmentation {
    bool vary = true;          ///< mirror, speed, size, shorter windows, gaps, joints left out
    bool pins = true;
    double cleanShare = 0.2;   ///< windows without noise
    double leastNoise = 0.4, mostNoise = 1.6;
};

/// Draws windows; batch n of a seed is always the same.
class PathBatches {
  public:
    PathBatches(const std::vector<RecordedPath>& paths, const trajectory::DenoiserConfig& config, int batch, std::uint64_t seed, PathAugmentation augmentation);
    PathBatch at(std::int64_t number) const;

  private:
    void fill(PathBatch& batch, std::int64_t row, std::mt19937_64& random) const;
    const std::vector<RecordedPath>& paths_;
    std::vector<std::size_t> ends_;    ///< summed frames, to draw a recording by its length
    trajectory::DenoiserConfig config_;
    int batch_;
    std::uint64_t seed_;
    PathAugmentation augmentation_;
};

/// One sigma of each axis of windows of these recordings.
std::array<double, 3> pathScale(const std::vector<RecordedPath>& paths, const trajectory::DenoiserConfig& config);

}  // namespace ropetp::train
