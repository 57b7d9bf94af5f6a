#pragma once

#include "base/image.h"
#include "track/pose_sketch.h"

#include <array>

namespace ropetp::track {

/// What somebody looks like from far: colours of the upper body and of the legs.
struct Appearance {
    static constexpr int kHues = 12, kSaturations = 3, kGreys = 6;
    static constexpr int kBins = kHues * kSaturations + kGreys;
    using Histogram = std::array<float, kBins>;  ///< sums to 1, or is all zero where unknown
    Histogram torso{};
    Histogram legs{};
    bool isKnown() const;
};

/// Reads the colours around the shoulders-hips quadrangle and the thighs. Unknown where these are
/// not visible.
Appearance appearanceOf(const Image& image, const PoseSketch& sketch);

/// 0..1 (Bhattacharyya coefficient over the parts that both know); -1 where they share none.
double appearanceSimilarity(const Appearance& a, const Appearance& b);

/// Moves `known` towards `seen` by `weight` 0..1.
void blend(Appearance& known, const Appearance& seen, float weight);

}  // namespace ropetp::track
