#pragma once

// Internal to the files named *_torch.cpp.

#include "base/job_control.h"
#include "nn/tensor_file.h"
#include "train/rope_checkpoint_torch.h"
#include "train/rope_losses_torch.h"

#include <functional>

namespace ropetp::train {

/// What the ways to train Rope do differently.
struct RopeLoop {
    torch::nn::Module& network;
    torch::nn::Module& average;
    torch::optim::AdamW& optimizer;
    std::vector<double> rates;                                                    ///< largest learning rate of each group
    const pose::BatchKinematics& kinematics;
    std::function<Result<std::pair<pose::RopeOutput, RopeTargets>>()> pass;       ///< the next batch through the network
    std::function<Result<RopeScore>()> validate;                                  ///< of the average
    std::function<nn::TensorFile()> weights;                                      ///< of the average, as best.weights holds them
};

/// Warm-up and cosine, two phases, running average, log, validation, best weights, checkpoints, early stop. The score
/// of the last validation; on cancel it leaves a checkpoint.
Result<RopeScore> runRope(const RopeLoop& loop, const RopeRun& run, TrainingState state, JobControl& job);

/// Of the largest learning rate: a warm-up, then a cosine down to a fiftieth.
double scheduledShare(std::int64_t step, std::int64_t steps, std::int64_t warmUp);

/// Mixed precision in bfloat16 while it lives.
class Autocast {
  public:
    Autocast(bool on, torch::Device device);
    ~Autocast();
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    bool cpuBefore_, gpuBefore_;
};

}  // namespace ropetp::train
