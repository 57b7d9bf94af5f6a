#pragma once

// Internal to the files named *_torch.cpp.

#include "base/result.h"
#include "nn/tensor_file.h"
#include "nn/transformer_torch.h"
#include "trajectory/denoiser/denoiser_config.h"

namespace ropetp::trajectory {

/// What the network says of windows.
struct DenoiserAnswer {
    torch::Tensor path;       ///< B x N x 3, x0 in the units of DenoiserConfig::scale
    torch::Tensor contacts;   ///< B x N x 4, logits: left ankle, left foot, right ankle, right foot
};

/// The TrajDenoiser (paper section 3.3): a transformer of `layers` layers with long skips from its first half to its
/// second; the condition's encoding and the noisy trajectory are concatenated. It predicts x0 (paper-notes row 14).
struct DenoiserNetworkImpl : torch::nn::Module {
    explicit DenoiserNetworkImpl(const DenoiserConfig& config);
    /// Once a window. @param condition  B x N x conditionSize. @return B x N / patch x width.
    torch::Tensor encode(const torch::Tensor& condition);
    /// @param noisy  B x N x 3: x_t. @param pins  B x N x 4: what is known of x0 and where (1 or 0). @param time  B, 0..T - 1.
    DenoiserAnswer forward(const torch::Tensor& encoded, const torch::Tensor& noisy, const torch::Tensor& pins, const torch::Tensor& time);

    DenoiserConfig config;
    torch::nn::Sequential conditionEncoder, timeEncoder;
    torch::nn::Linear noisyEncoder{nullptr}, join{nullptr}, head{nullptr};
    torch::nn::ModuleList layers, skips;
    torch::nn::LayerNorm headNorm{nullptr};
    nn::RotaryAngles angles;
};
TORCH_MODULE(DenoiserNetwork);

nn::TensorFile tensorsOf(const DenoiserNetwork& network);
/// ModelCorrupt where names, shapes or the configuration do not fit.
Result<DenoiserNetwork> denoiserFrom(const nn::TensorFile& file);

}  // namespace ropetp::trajectory
