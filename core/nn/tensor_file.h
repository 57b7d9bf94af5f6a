#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ropetp::nn {

/// Named tensors and notes in one file: our own trained weights. Values are kept in 16 or 32 bits.
struct TensorFile {
    struct Tensor {
        std::vector<std::int64_t> shape;
        std::vector<float> values;
    };
    std::map<std::string, Tensor> tensors;
    std::map<std::string, std::string> notes;   ///< configuration and provenance
};

/// Writes atomically. @param half  store 16-bit floats (rounded to nearest, held at +-65504).
Result<void> writeTensorFile(const std::filesystem::path& path, const TensorFile& file, bool half);

/// Every size is checked before memory is taken. FileNotFound, ModelCorrupt.
Result<TensorFile> readTensorFile(const std::filesystem::path& path);

}  // namespace ropetp::nn
