#pragma once

#include "nn/graph_runtime.h"

namespace ropetp::nn {

/// The executors behind makeGraphRuntime(). `graph` is checked and folded, and its outputs include
/// the taps.
Result<std::unique_ptr<GraphRuntime>> makeXnnpackRuntime(const Graph& graph, int threads);
Result<std::unique_ptr<GraphRuntime>> makeTorchRuntime(const Graph& graph, int threads);

/// Whether LibTorch sees a CUDA device.
bool cudaIsPresent();

}  // namespace ropetp::nn
