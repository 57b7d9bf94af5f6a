#pragma once

#include "nn/model_store.h"
#include "nn/tfjs_loader.h"
#include "nn/tflite_loader.h"

#include <fstream>
#include <iterator>

/// The installed models, for tests that need them.
namespace realmodels {

inline std::vector<std::uint8_t> bytes(const char* name) {
    const auto folder = ropetp::nn::findModelFolder();
    if (!folder) return {};
    std::ifstream in(*folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline ropetp::nn::TfjsCut moveNetCut(int width, int height) {
    const std::string p = "StatefulPartitionedCall/";
    return {p + "sub_1",
            {1, height, width, 3},
            {p + "center_0/conv2d_4/BiasAdd", p + "box_scale_0/conv2d_5/BiasAdd", p + "box_offset_0/conv2d_6/BiasAdd",
             p + "kpt_heatmap_0/conv2d_7/BiasAdd", p + "kpt_regress_0/conv2d_8/BiasAdd", p + "kpt_offset_0/conv2d_9/BiasAdd"}};
}

}  // namespace realmodels
