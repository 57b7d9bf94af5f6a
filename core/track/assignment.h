#pragma once

#include <vector>

namespace ropetp::track {

/// The one-to-one assignment of rows to columns with the least total cost (Hungarian method with
/// potentials, O(n^2 m)). Pairs whose cost is not below `limit` stay apart.
/// @param cost  rows x columns, finite, rectangular.
/// @return for each row its column, or -1.
std::vector<int> assignLeastCost(const std::vector<std::vector<double>>& cost, double limit);

}  // namespace ropetp::track
