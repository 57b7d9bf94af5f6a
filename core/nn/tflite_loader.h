#pragma once

#include "nn/graph.h"

#include <span>

namespace ropetp::nn {

/// Reads a TensorFlow Lite model (schema 3, one subgraph, float32 or float16 constants, the
/// operators ADD, CONV_2D, DEPTHWISE_CONV_2D, DEQUANTIZE, LOGISTIC, MAX_POOL_2D, MUL, PAD, RESHAPE,
/// RESIZE_BILINEAR). Names of values are the file's.
/// The bytes are not trusted: anything malformed, unsupported or oversized is ModelCorrupt, and
/// no more memory is taken than a few times the file's size. Pure; thread-safe.
Result<Graph> loadTflite(std::span<const std::uint8_t> bytes);

}  // namespace ropetp::nn
