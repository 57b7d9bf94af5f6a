#pragma once

#include "review/clip_motion.h"

#include <cstddef>
#include <span>
#include <vector>

/// Robust levels, all in linear time.
namespace ropetp::review {

/// The q-quantile (0..1); 0 for no values. Takes a copy.
double quantile(std::vector<double> values, double q);

/// How large a value usually is around each sample: the median of its block of `blockSec`, and of the two blocks beside
/// it the middle one of the three, so that a short burst does not raise its own level.
std::vector<double> localLevel(std::span<const double> values, std::span<const double> timeSec, double blockSec);

/// Weighted mean over `windowSec` around each sample; 0 where there is no weight.
std::vector<double> windowMean(std::span<const double> values, std::span<const double> weights, std::span<const double> timeSec, double windowSec);

/// 0 up to `good`, 1 from `bad`, smooth between (3t^2 - 2t^3).
double ramp(double value, double good, double bad);

}  // namespace ropetp::review
