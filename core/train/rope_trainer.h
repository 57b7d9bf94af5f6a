#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "pose/rope/rope_config.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ropetp::train {

/// Weights of equation 9's losses (paper-notes row 10).
struct RopeLossWeights {
    double joints3d = 5, joints2d = 5, rotations = 1, shape = 1e-2, attention = 0.05;
};

/// What every training of Rope has: its network, its schedule and where it is kept. In two phases: the attention
/// loss is dropped in the second one.
struct RopeRun : RopeLossWeights {
    std::filesystem::path folder;          ///< checkpoint.*, best.weights, log.csv
    pose::RopeConfig network;
    std::uint64_t seed = 1;
    std::int64_t steps = 10'000;
    int batch = 64;
    double learningRate = 8e-4;            ///< of the heads; a cosine falls to a fiftieth of it
    double attentionUntil = 0.7;           ///< share of the steps after which the attention loss is dropped
    bool bfloat16 = false;
    int validateEvery = 1000;              ///< steps; a checkpoint is written as often
    int patience = 0;                      ///< validations without a better one after which to stop; 0 = never
    int threads = 2;
};

/// How Rope's heads are trained on cached features (paper equation 9).
struct RopeTraining : RopeRun {
    std::vector<std::filesystem::path> synthetic, real, heldOut;   ///< feature files; without held-out ones the latest weights count as the best
    std::filesystem::path init;            ///< weights to begin with where names and shapes agree; empty: none
    double realShare = 0.15;               ///< of a batch
};

/// 22 joints (no hands); by visibility. NaN where no sample has the labels that it takes.
struct RopeScore {
    double mpjpeMm = 0, paMpjpeMm = 0, visibleMm = 0, hiddenMm = 0;
    double pixels = 0;                                                ///< mean 2D error of seen joints, of a 256 crop
    std::size_t samples = 0;                                          ///< with 3D labels
    /// What is better when it is smaller: the 3D error, or the 2D one where only points are labelled.
    double rank() const { return mpjpeMm == mpjpeMm ? mpjpeMm : pixels; }
};

/// Trains, or goes on from the folder's checkpoint. Stops early on cancel, with a checkpoint. Deterministic for a
/// seed, thread count and machine.
Result<RopeScore> trainRope(const RopeTraining& training, JobControl& job);

/// Error of some weights on feature files.
Result<RopeScore> scoreRope(const std::filesystem::path& weights, const std::vector<std::filesystem::path>& files, int threads);

}  // namespace ropetp::train
