#pragma once

// Internal to the files named *_torch.cpp.

#include "base/result.h"
#include "nn/tensor_file.h"

#include <torch/nn.h>

#include <string>
#include <vector>

namespace ropetp::pose {

/// A convolution with its batch normalisation, registered in their owner under the names that public checkpoints
/// use (e.g. conv1, bn1).
struct ConvNorm {
    torch::nn::Conv2d conv{nullptr};
    torch::nn::BatchNorm2d norm{nullptr};
    bool folded = false;
    /// @param relu  afterwards, in place.
    torch::Tensor operator()(const torch::Tensor& x, bool relu);
    /// Takes the normalisation into the convolution: for inference.
    void fold();
};

/// HRNet (Sun et al. 2019) with its four branches fused to the end, as RopeTP and PARE use it. W = 32 or 48
/// channels in the finest branch. Names of parameters are those of the official pose checkpoints.
struct HrnetImpl : torch::nn::Module {
    explicit HrnetImpl(int width);
    ~HrnetImpl() override;
    /// @param x  B x 3 x H x W, RGB normalised with ImageNet's mean and deviation; H and W divisible by 32.
    /// @return four maps, strides 4, 8, 16, 32, channels W, 2W, 4W, 8W (B x C x h x w).
    std::vector<torch::Tensor> forward(const torch::Tensor& x);
    /// Batch normalisations into convolutions; channels last; weights in `type`. No more training after it.
    void prepareForInference(torch::Dtype type);

    struct Unit;
    struct Stage;
    int width;

  private:
    ConvNorm stem1_, stem2_;
    std::vector<std::shared_ptr<Unit>> layer1_;
    std::vector<std::shared_ptr<Stage>> stages_;
};
TORCH_MODULE(Hrnet);

/// What a checkpoint did not have, and what of it was not used (heads, counters).
struct LoadReport {
    std::vector<std::string> missing, unused;
};

/// Copies weights by name; a common prefix (`backbone.`, `module.`, `model.backbone.`) is found by itself.
/// ModelCorrupt where a shape does not fit, or nothing fits at all.
Result<LoadReport> loadHrnet(Hrnet& network, const nn::TensorFile& weights);

}  // namespace ropetp::pose
