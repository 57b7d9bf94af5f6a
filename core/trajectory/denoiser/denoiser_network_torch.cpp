#include "trajectory/denoiser/denoiser_network_torch.h"

#include "nn/module_tensors_torch.h"
#include "trajectory/denoiser/denoiser_backends.h"

#include <cmath>

namespace ropetp::trajectory {
namespace {

/// Sines and cosines of the time step: B -> B x 2 kTimeWaves.
torch::Tensor waves(const torch::Tensor& time) {
    const auto frequency = torch::exp(-std::log(10000.0) * torch::arange(kTimeWaves, torch::TensorOptions(torch::kFloat).device(time.device())) / double(kTimeWaves));
    const auto angle = time.to(torch::kFloat).unsqueeze(1) * frequency.unsqueeze(0);
    return torch::cat({angle.sin(), angle.cos()}, 1);
}

}  // namespace

DenoiserNetworkImpl::DenoiserNetworkImpl(const DenoiserConfig& c) : config(c), angles(c.window / c.patch + 1, c.width / c.heads) {
    conditionEncoder = torch::nn::Sequential(torch::nn::Linear(c.patch * c.conditionSize(), c.width), torch::nn::GELU(), torch::nn::Linear(c.width, c.width));
    register_module("condition_encoder", conditionEncoder);
    timeEncoder = torch::nn::Sequential(torch::nn::Linear(2 * kTimeWaves, c.width), torch::nn::GELU(), torch::nn::Linear(c.width, c.width));
    register_module("time_encoder", timeEncoder);
    noisyEncoder = register_module("noisy_encoder", torch::nn::Linear(c.patch * (2 * kPathValues + 1), c.width));
    join = register_module("join", torch::nn::Linear(2 * c.width, c.width));
    for (int i = 0; i < c.layers; ++i) layers->push_back(nn::TransformerLayer(c.width, c.heads, c.hidden));
    register_module("layers", layers);
    for (int i = 0; i < c.layers / 2; ++i) skips->push_back(torch::nn::Linear(2 * c.width, c.width));
    register_module("skips", skips);
    headNorm = register_module("head_norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({c.width})));
    head = register_module("head", torch::nn::Linear(c.width, c.patch * (2 * kPathValues + kContactValues)));
    torch::NoGradGuard still;
    head->weight.mul_(0.1);
    // Residual branches start small: twelve layers deep, they would drown what came in.
    for (auto& layer : *layers) {
        layer->as<nn::TransformerLayer>()->out->weight.mul_(0.3);
        layer->as<nn::TransformerLayer>()->down->weight.mul_(0.3);
    }
}

torch::Tensor DenoiserNetworkImpl::encode(const torch::Tensor& condition) {
    return conditionEncoder->forward(condition.reshape({condition.size(0), config.window / config.patch, config.patch * config.conditionSize()}));
}

DenoiserAnswer DenoiserNetworkImpl::forward(const torch::Tensor& encoded, const torch::Tensor& noisy, const torch::Tensor& pins, const torch::Tensor& time) {
    const auto b = encoded.size(0), tokens = encoded.size(1), n = std::int64_t(config.window);
    const auto seen = torch::cat({noisy, pins}, -1).reshape({b, tokens, config.patch * (2 * kPathValues + 1)});
    const auto moment = timeEncoder->forward(waves(time)).unsqueeze(1);
    auto x = torch::cat({moment, join(torch::cat({encoded, noisyEncoder(seen)}, -1)) + moment}, 1);
    std::vector<torch::Tensor> first;
    for (int i = 0; i < config.layers; ++i) {
        if (i >= config.layers / 2) {
            x = skips[std::size_t(i - config.layers / 2)]->as<torch::nn::Linear>()->forward(torch::cat({x, first.back()}, -1));
            first.pop_back();
        }
        x = layers[std::size_t(i)]->as<nn::TransformerLayer>()->forward(x, &angles);
        if (i < config.layers / 2) first.push_back(x);
    }
    const auto told = head(headNorm(x.narrow(1, 1, tokens).to(torch::kFloat))).to(torch::kFloat).reshape({b, n, 2 * kPathValues + kContactValues});
    auto path = told.narrow(2, 0, kPathValues);
    // Places are what is denoised, but steps are what the body's motion tells.
    if (config.output == DenoiserOutput::Global && config.head == DenoiserHead::Sums) path = 0.1 * path + 0.1 * torch::cumsum(told.narrow(2, kPathValues, kPathValues), 1);
    return {path, told.narrow(2, 2 * kPathValues, kContactValues)};
}

nn::TensorFile tensorsOf(const DenoiserNetwork& network) {
    nn::TensorFile file;
    file.notes = notesOf(network->config);
    nn::putParameters(*network, file);
    return file;
}

Result<DenoiserNetwork> denoiserFrom(const nn::TensorFile& file) {
    const auto config = checkedDenoiser(file);
    if (!config) return fail(config.error());
    try {
        DenoiserNetwork network(*config);
        if (auto taken = nn::takeParameters(file, *network); !taken) return fail(taken.error());
        network->eval();
        return network;
    } catch (const std::exception& e) {
        return fail(ErrorCode::ModelCorrupt, std::string("the weights' configuration is damaged: ") + e.what());
    }
}

}  // namespace ropetp::trajectory
