#pragma once

#include "base/result.h"
#include "train/rope_sample.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ropetp::train {

/// Labelled people to train on: one adapter for each kind of data set. Thread-safe.
class PeopleDataset {
  public:
    /// Without augmentation: for validation.
    static constexpr std::uint64_t kPlain = 0;

    virtual ~PeopleDataset() = default;
    /// For logs, e.g. "coco person_keypoints.json".
    virtual std::string name() const = 0;
    /// People, at least one.
    virtual std::size_t size() const = 0;
    /// Person i (below size()) in a crop. @param seed  of the augmentation (turn, size and place of the crop, colours,
    /// flip, things in front), or kPlain. The same numbers give the same sample. FileNotFound and CorruptFile name
    /// the picture.
    virtual Result<RopeSample> sample(std::size_t i, std::uint64_t seed) const = 0;
    /// What the user should know, e.g. of pictures that are missing.
    virtual std::vector<std::string> remarks() const { return {}; }
};

}  // namespace ropetp::train
