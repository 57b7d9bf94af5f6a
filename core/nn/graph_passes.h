#pragma once

#include "nn/graph.h"

namespace ropetp::nn {

/// Rewrites of a checked graph that keep its outputs' values. The result is a checked graph again.

/// Drops the nodes and the constants that no output needs. Indices of values do not change;
/// constants that nobody reads give their memory back.
void pruneToOutputs(Graph& graph);

/// Folds spatial zero padding into the convolution behind it, a constant added per channel into
/// the bias before it, and clamps into the node that feeds them. Values named in `keep` (indices)
/// and outputs stay readable.
void foldGraph(Graph& graph, const std::vector<int>& keep = {});

}  // namespace ropetp::nn
