#pragma once

#include "base/image.h"

#include <vector>

namespace ropetp::track {

/// Finds hard cuts frame by frame, from small grey pictures. A flash (all white, or brighter by a
/// factor) and a pan (the same picture moved) are not cuts. One thread at a time.
class CutDetector {
  public:
    /// Whether a hard cut lies between the previous frame and this one. False for the first.
    bool isCut(const Image& image);

  private:
    static constexpr int kWidth = 48, kHeight = 27;
    std::vector<float> reference_;  ///< the last frame that had any content, zero mean
    double usualDifference_ = 0.05; ///< running mean of the differences between neighbours
};

}  // namespace ropetp::track
