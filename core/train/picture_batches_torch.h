#pragma once

// Internal to the files named *_torch.cpp.

#include "train/people/people_dataset.h"
#include "train/rope_losses_torch.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace ropetp::train {

/// Crops and labels of a batch.
struct PictureBatch {
    torch::Tensor rgb;       ///< B x 256 x 256 x 3, 8 bits
    RopeTargets targets;
};

PictureBatch batchOf(const std::vector<RopeSample>& samples);

/// A sample of a batch: data set, person, seed of its augmentation.
struct Pick {
    std::size_t set = 0, index = 0;
    std::uint64_t seed = PeopleDataset::kPlain;
};

/// Batches drawn and read ahead by several threads, in order. A person whose picture cannot be read is replaced by
/// the next one, with a warning; where ten in a row cannot, the batch is their error.
class PictureBatches {
  public:
    using Sets = std::vector<std::shared_ptr<const PeopleDataset>>;
    /// @param plan  the people of batch n (called from several threads); none = the end.
    PictureBatches(Sets sets, std::function<std::vector<Pick>(std::int64_t)> plan, std::int64_t first, int workers);
    ~PictureBatches();
    /// Nothing at the end.
    Result<std::optional<PictureBatch>> next();

  private:
    void work();
    Result<std::optional<PictureBatch>> read(std::int64_t number) const;

    Sets sets_;
    std::function<std::vector<Pick>(std::int64_t)> plan_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::int64_t, Result<std::optional<PictureBatch>>> ready_;
    std::int64_t claimed_, given_;
    std::size_t ahead_;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

/// Draws from data sets by their shares. Batch n of a seed is the same in every run.
std::function<std::vector<Pick>(std::int64_t)> randomPlan(const PictureBatches::Sets& sets, const std::vector<double>& shares, int batch, std::uint64_t seed);

/// Everybody once, without augmentation, or `most` of them spread evenly.
std::function<std::vector<Pick>(std::int64_t)> onePass(const PictureBatches::Sets& sets, int batch, std::size_t most);

}  // namespace ropetp::train
