#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "trajectory/denoiser/denoiser_config.h"

#include <cstdint>
#include <filesystem>

namespace ropetp::train {

/// Which form of equation 10's foot loss (paper-notes row 17).
enum class FootLoss {
    None,
    Velocity,   ///< a foot that stands must not move: speed of root and foot together
    Printed,    ///< as printed: the predicted root itself, gated by contact. It draws the root to the window's start.
};

/// How the TrajDenoiser is trained (paper section 3.3; paper-notes rows 12 to 18).
struct PathTraining {
    std::filesystem::path folder;          ///< checkpoint.*, best.weights, log.csv
    std::filesystem::path motions;         ///< recordings (npz); their split says who is held out
    std::filesystem::path init;            ///< weights to begin with; empty: none
    trajectory::DenoiserConfig network;    ///< its scale is measured on the recordings
    FootLoss footLoss = FootLoss::Velocity;
    double footWeight = 0.3, stepWeight = 0.5, contactWeight = 0.02;
    std::uint64_t seed = 1;
    std::int64_t steps = 20'000;
    int batch = 64;
    double learningRate = 3e-4;            ///< a cosine falls to a fiftieth of it
    double dropout = 0.1;                  ///< half an hour of recordings is learned by heart without
    double cleanShare = 0.2;               ///< windows without Rope's errors
    bool bfloat16 = false;
    int validateEvery = 500;
    int threads = 2;
};

/// On held-out recordings with Rope-like errors: windows from their first frame on, mean distance of the root.
struct PathScore {
    double rootMm = 0;         ///< of the whole window
    double stepMm = 0;         ///< from frame to frame
    std::size_t windows = 0;
};

/// Trains, or goes on from the folder's checkpoint; on cancel it leaves one. Deterministic for a seed, thread count and
/// machine.
Result<PathScore> trainPath(const PathTraining& training, JobControl& job);

}  // namespace ropetp::train
