#pragma once

#include "nn/tensor_file.h"
#include "pose/rope/rope_reader.h"

namespace ropetp::pose {

/// Rope on HRNet, backbone and heads from one file; on the GPU where LibTorch has one. ModelCorrupt.
Result<std::unique_ptr<RopeReader>> makeHrnetReader(const nn::TensorFile& weights, int threads);

}  // namespace ropetp::pose
