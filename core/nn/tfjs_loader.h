#pragma once

#include "nn/graph.h"

#include <span>

namespace ropetp::nn {

/// Which part of a TensorFlow.js graph to take.
struct TfjsCut {
    std::string input;                 ///< name of the node that is replaced by the graph's input
    Shape inputShape;                  ///< NHWC, N = 1
    std::vector<std::string> outputs;  ///< names of nodes, in the order of the graph's outputs
};

/// Reads a TensorFlow.js graph model (topology and weights manifest as JSON, one weight file;
/// float32, float16 or affine-quantized weights) and cuts it. Only what the outputs need has to be
/// supported: Conv2D and DepthwiseConv2dNative (also fused), Add, Mul, Sub, Relu, Relu6, Sigmoid,
/// ResizeBilinear, MaxPool, Pad, Identity; NHWC. Names of values are the file's; a convolution's
/// weights are reordered to OHWI.
/// The bytes are not trusted: anything malformed, unsupported or oversized is ModelCorrupt.
/// InvalidInput where the cut itself makes no sense. Pure; thread-safe.
Result<Graph> loadTfjs(std::span<const std::uint8_t> json, std::span<const std::uint8_t> weights, const TfjsCut& cut);

}  // namespace ropetp::nn
