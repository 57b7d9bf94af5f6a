#pragma once

// Internal to the files named *_torch.cpp.

#include "train/rope_losses_torch.h"

namespace ropetp::train {

/// Adds up the errors of batches. Samples count for 3D where all their joints are labelled, for 2D where seen
/// joints are.
class ScoreSum {
  public:
    void add(const pose::RopeOutput& out, const RopeTargets& targets, const pose::BatchKinematics& kinematics);
    RopeScore score() const;

  private:
    std::vector<body::JointPositions> predicted_, truth_;
    double visible_ = 0, hidden_ = 0, pixels_ = 0;
    std::size_t visibleCount_ = 0, hiddenCount_ = 0, pixelCount_ = 0;
};

}  // namespace ropetp::train
