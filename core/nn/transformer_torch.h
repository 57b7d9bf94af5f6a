#pragma once

// Internal to the files named *_torch.cpp.

#include <torch/nn.h>

namespace ropetp::nn {

/// softmax(Q K^T / sqrt(d)) V with heads. All B x N x width.
torch::Tensor attend(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v, int heads);

/// Turns pairs of numbers of queries and keys by angles that grow with the place in the sequence, so that attention sees
/// distances (rotary position embedding, Su et al. 2021). Made once for a length.
class RotaryAngles {
  public:
    RotaryAngles() = default;
    RotaryAngles(std::int64_t length, std::int64_t headWidth);
    /// @param t  B x N x width, N at most the length.
    torch::Tensor turned(const torch::Tensor& t, int heads) const;

  private:
    torch::Tensor cos_, sin_;   ///< length x headWidth / 2
};

/// Pre-LN transformer layer: self-attention and a feed-forward part, residual.
struct TransformerLayerImpl : torch::nn::Module {
    TransformerLayerImpl(int width, int heads, int hidden);
    /// @param angles  null: the layer does not see the order of tokens.
    torch::Tensor forward(const torch::Tensor& tokens, const RotaryAngles* angles = nullptr);
    int heads;
    double dropout = 0;   ///< of what each part adds, in training
    torch::nn::LayerNorm norm1{nullptr}, norm2{nullptr};
    torch::nn::Linear qkv{nullptr}, out{nullptr}, up{nullptr}, down{nullptr};
};
TORCH_MODULE(TransformerLayer);

}  // namespace ropetp::nn
