#pragma once

#include "edit/curve_filter.h"

#include <span>
#include <vector>

namespace ropetp::edit {

/// Which samples leave their neighbourhood: farther from the local median curve than `sigmas` scaled median deviations
/// (Hampel's identifier) and than `least` (a rotation's angle in radians, or metres). The curve is a parabola in time,
/// so that a limb's swing is no outlier; it minimises the sum of distances (for rotations, of angles: Weiszfeld's
/// iteration on SO(3), Hartley et al. 2011). @param samples  rotations (4 columns) or places (3).
std::vector<bool> outliers(const Samples& samples, std::span<const double> timeSec, double windowSec, double sigmas, double least);

}  // namespace ropetp::edit
