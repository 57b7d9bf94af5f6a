#include "pose/rope/hrnet_input_torch.h"

#include <torch/nn/functional.h>

namespace ropetp::pose {

torch::Tensor hrnetInput(const torch::Tensor& rgb) {
    namespace F = torch::nn::functional;
    const auto numbers = torch::TensorOptions(torch::kFloat).device(rgb.device());
    // ImageNet's, as public checkpoints were trained.
    const auto mean = torch::tensor({0.485f, 0.456f, 0.406f}).to(numbers) * 255, deviation = torch::tensor({0.229f, 0.224f, 0.225f}).to(numbers) * 255;
    auto x = ((rgb.to(torch::kFloat) - mean) / deviation).permute({0, 3, 1, 2});
    if (x.size(2) != kHrnetCropPx)
        x = F::interpolate(x, F::InterpolateFuncOptions().size(std::vector<std::int64_t>{kHrnetCropPx, kHrnetCropPx}).mode(torch::kBilinear).align_corners(false));
    return x.contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace ropetp::pose
