#pragma once

// Internal to the files named *_torch.cpp.

#include "base/result.h"
#include "nn/tensor_file.h"

#include <torch/nn.h>

namespace ropetp::nn {

/// Every parameter of a module, by name.
void putParameters(const torch::nn::Module& module, TensorFile& file);
/// Fills every parameter. ModelCorrupt where one is missing or has another shape.
Result<void> takeParameters(const TensorFile& file, torch::nn::Module& module);
/// Copies what agrees in name and shape. @return how many tensors did.
int takeMatching(const TensorFile& file, torch::nn::Module& module);

}  // namespace ropetp::nn
