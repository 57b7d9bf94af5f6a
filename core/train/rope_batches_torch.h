#pragma once

#include "train/feature_file.h"
#include "train/rope_losses_torch.h"

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

namespace ropetp::train {

/// Features and labels of a batch as tensors. Feature files label every joint and weigh 3D as poseWeight says.
struct RopeBatch : RopeTargets {
    std::vector<torch::Tensor> maps;                 ///< B x 32 x 32 x 96, B x 16 x 16 x 192
    torch::Tensor vector;                            ///< B x 1350
};

struct RopePick {
    int file;
    std::size_t sample;
    /// 0: the landmarks that the backbone read; else landmarks made up from the label with this seed.
    std::uint64_t landmarkSeed = 0;
};

RopeBatch gather(const std::vector<std::shared_ptr<const FeatureFile>>& files, const std::vector<RopePick>& picks);

/// Random batches, gathered ahead by a thread. The n-th batch of a seed is the same in every run.
class RopeBatches {
  public:
    RopeBatches(std::vector<std::shared_ptr<const FeatureFile>> synthetic, std::vector<std::shared_ptr<const FeatureFile>> real, int batch, double realShare,
                std::uint64_t seed, std::int64_t firstStep);
    ~RopeBatches();
    RopeBatch next();

  private:
    void work();
    std::vector<RopePick> draw(std::int64_t step) const;

    std::vector<std::shared_ptr<const FeatureFile>> files_;
    std::size_t synthetic_ = 0;
    int batch_, real_;
    std::uint64_t seed_;
    std::int64_t step_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<RopeBatch> ready_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace ropetp::train
