#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "pose/rope/rope_config.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ropetp::train {

/// How Rope's heads are trained on cached features (paper equation 9; paper-notes row 10).
struct RopeTraining {
    std::vector<std::filesystem::path> synthetic, real, heldOut;   ///< feature files; without held-out ones the latest weights count as the best
    std::filesystem::path folder;          ///< checkpoint.*, best.weights, log.csv
    pose::RopeConfig network;
    std::uint64_t seed = 1;
    std::int64_t steps = 10'000;
    int batch = 64;
    double learningRate = 8e-4;
    double realShare = 0.15;               ///< of a batch
    double attentionUntil = 0.7;           ///< share of the steps after which the attention loss is dropped
    double joints3d = 5, joints2d = 5, rotations = 1, shape = 1e-3, attention = 0.05;   ///< weights of the losses
    bool bfloat16 = false;
    int validateEvery = 1000;
    int threads = 2;
};

struct RopeScore {
    double mpjpeMm = 0, paMpjpeMm = 0, visibleMm = 0, hiddenMm = 0;   ///< 22 joints (no hands); by visibility
    double pixels = 0;                                                ///< mean 2D error of seen joints, of a 256 crop
    std::size_t samples = 0;
};

/// Trains, or goes on from the folder's checkpoint. Stops early on cancel, with a checkpoint. Deterministic for a
/// seed, thread count and machine.
Result<RopeScore> trainRope(const RopeTraining& training, JobControl& job);

/// Error of some weights on feature files.
Result<RopeScore> scoreRope(const std::filesystem::path& weights, const std::vector<std::filesystem::path>& files, int threads);

}  // namespace ropetp::train
