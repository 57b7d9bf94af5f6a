#pragma once

#include "nn/tensor_file.h"

namespace ropetp::nn {

/// The tensors of a PyTorch checkpoint (.pth, .pt: the zip layout and the older one), by name, as 32-bit floats.
/// Reads data only, runs nothing. A checkpoint that holds the weights in a member (`state_dict`, `model`) is
/// looked into; integer counters are left out. FileNotFound, CorruptFile, UnsupportedFormat.
Result<TensorFile> readStateDict(const std::filesystem::path& path);

}  // namespace ropetp::nn
