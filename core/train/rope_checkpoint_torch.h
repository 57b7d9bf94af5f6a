#pragma once

// Internal to the files named *_torch.cpp.

#include "base/result.h"

#include <torch/nn.h>
#include <torch/optim.h>

#include <filesystem>
#include <map>
#include <string>

namespace ropetp::train {

/// Where a training stands.
struct TrainingState {
    std::int64_t step = 0;
    double best = 1e9;     ///< RopeScore::rank() of best.weights
    int stale = 0;         ///< validations since then
};

/// A network, its running average and the optimizer, in a folder.
class Checkpoint {
  public:
    explicit Checkpoint(std::filesystem::path folder) : folder_(std::move(folder)) {}
    bool exists() const;
    /// Each file is replaced as a whole: a kill leaves the checkpoint before.
    Result<void> save(const torch::nn::Module& network, const torch::nn::Module& average, torch::optim::Optimizer& optimizer, const TrainingState& state,
                      std::map<std::string, std::string> notes) const;
    /// Fills all three where there is a checkpoint; else the average becomes the network. ModelCorrupt where it is of
    /// another network.
    Result<TrainingState> resume(torch::nn::Module& network, torch::nn::Module& average, torch::optim::Optimizer& optimizer) const;

  private:
    std::filesystem::path folder_;
};

/// Moves a running average towards a network (parameters and statistics of batch normalisation).
void follow(torch::nn::Module& average, const torch::nn::Module& network, double keep);

}  // namespace ropetp::train
