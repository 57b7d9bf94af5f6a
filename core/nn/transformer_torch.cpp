#include "nn/transformer_torch.h"

#include <cmath>

namespace ropetp::nn {

torch::Tensor attend(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v, int heads) {
    const auto b = q.size(0), w = q.size(2);
    const auto split = [&](const torch::Tensor& t) { return t.view({b, t.size(1), heads, w / heads}).transpose(1, 2); };
    const auto weights = torch::softmax(torch::matmul(split(q), split(k).transpose(2, 3)) / std::sqrt(double(w / heads)), -1);
    return torch::matmul(weights, split(v)).transpose(1, 2).reshape({b, q.size(1), w});
}

RotaryAngles::RotaryAngles(std::int64_t length, std::int64_t headWidth) {
    const auto half = headWidth / 2;
    const auto frequency = torch::pow(100.0, -torch::arange(half, torch::kFloat) / double(half));
    const auto angle = torch::arange(length, torch::kFloat).unsqueeze(1) * frequency.unsqueeze(0);
    cos_ = angle.cos();
    sin_ = angle.sin();
}

torch::Tensor RotaryAngles::turned(const torch::Tensor& t, int heads) const {
    const auto b = t.size(0), n = t.size(1), half = t.size(2) / heads / 2;
    const auto pairs = t.view({b, n, heads, 2, half});
    const auto x = pairs.select(3, 0), y = pairs.select(3, 1);
    const auto c = cos_.narrow(0, 0, n).view({1, n, 1, half}).to(t.device(), t.scalar_type()), s = sin_.narrow(0, 0, n).view({1, n, 1, half}).to(t.device(), t.scalar_type());
    return torch::stack({x * c - y * s, x * s + y * c}, 3).view({b, n, t.size(2)});
}

TransformerLayerImpl::TransformerLayerImpl(int width, int heads_, int hidden) : heads(heads_) {
    norm1 = register_module("norm1", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
    norm2 = register_module("norm2", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
    qkv = register_module("qkv", torch::nn::Linear(width, 3 * width));
    out = register_module("out", torch::nn::Linear(width, width));
    up = register_module("up", torch::nn::Linear(width, hidden));
    down = register_module("down", torch::nn::Linear(hidden, width));
}

torch::Tensor TransformerLayerImpl::forward(const torch::Tensor& tokens, const RotaryAngles* angles) {
    const auto parts = qkv(norm1(tokens.to(torch::kFloat))).chunk(3, -1);
    const auto q = angles ? angles->turned(parts[0].contiguous(), heads) : parts[0], k = angles ? angles->turned(parts[1].contiguous(), heads) : parts[1];
    const auto x = tokens + torch::dropout(out(attend(q, k, parts[2], heads)), dropout, is_training());
    return x + torch::dropout(down(torch::gelu(up(norm2(x.to(torch::kFloat))))), dropout, is_training());
}

}  // namespace ropetp::nn
