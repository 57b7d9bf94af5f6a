#pragma once

// Internal to the files named *_torch.cpp.

#include <torch/types.h>

namespace ropetp::pose {

inline constexpr int kHrnetCropPx = 224;

/// Pictures as HRNet wants them: normalised as for ImageNet, B x 3 x 224 x 224, channels last, on the pictures'
/// device. @param rgb  B x S x S x 3, 8 bits; another size than 224 is resampled (crop positions -1..1 stay).
torch::Tensor hrnetInput(const torch::Tensor& rgb);

}  // namespace ropetp::pose
