#pragma once

#include "nn/tensor_file.h"
#include "trajectory/denoiser/denoiser_model.h"

#include <vector>

namespace ropetp::trajectory {

/// What a file of weights holds, by the names of the network's parts.
using TensorShapes = std::map<std::string, std::vector<std::int64_t>>;
TensorShapes denoiserShapes(const DenoiserConfig& config);

/// The configuration of a file whose tensors have these shapes. ModelCorrupt.
Result<DenoiserConfig> checkedDenoiser(const nn::TensorFile& file);

enum class DenoiserArithmetic {
    Float,     ///< 32 bits throughout
    Fastest,   ///< what is multiplied is rounded to bfloat16 where the processor is faster so: two to three digits a layer
};

/// The executors behind DenoiserModel::create(), for a file that checkedDenoiser() accepts. They agree within rounding.
Result<std::unique_ptr<DenoiserModel>> makeTorchDenoiser(const nn::TensorFile& file, int threads);    ///< CUDA where there is one
Result<std::unique_ptr<DenoiserModel>> makeOneDnnDenoiser(const nn::TensorFile& file, int threads, DenoiserArithmetic arithmetic);   ///< the processor, three times as fast

}  // namespace ropetp::trajectory
