#include "trajectory/denoiser/denoiser_backends.h"

namespace ropetp::trajectory {

TensorShapes denoiserShapes(const DenoiserConfig& c) {
    TensorShapes shapes;
    const auto norm = [&](const std::string& name) {
        shapes[name + ".weight"] = {c.width};
        shapes[name + ".bias"] = {c.width};
    };
    const auto linear = [&](const std::string& name, std::int64_t in, std::int64_t out) {
        shapes[name + ".weight"] = {out, in};
        shapes[name + ".bias"] = {out};
    };
    linear("condition_encoder.0", std::int64_t(c.patch) * c.conditionSize(), c.width);
    linear("condition_encoder.2", c.width, c.width);
    linear("time_encoder.0", 2 * kTimeWaves, c.width);
    linear("time_encoder.2", c.width, c.width);
    linear("noisy_encoder", c.patch * (2 * kPathValues + 1), c.width);
    linear("join", 2 * c.width, c.width);
    for (int i = 0; i < c.layers; ++i) {
        const std::string layer = "layers." + std::to_string(i) + '.';
        norm(layer + "norm1");
        norm(layer + "norm2");
        linear(layer + "qkv", c.width, 3 * c.width);
        linear(layer + "out", c.width, c.width);
        linear(layer + "up", c.width, c.hidden);
        linear(layer + "down", c.hidden, c.width);
    }
    for (int i = 0; i < c.layers / 2; ++i) linear("skips." + std::to_string(i), 2 * c.width, c.width);
    norm("head_norm");
    linear("head", c.width, c.patch * (2 * kPathValues + kContactValues));
    return shapes;
}

Result<DenoiserConfig> checkedDenoiser(const nn::TensorFile& file) {
    const auto config = denoiserConfigFrom(file.notes);
    if (!config) return fail(ErrorCode::ModelCorrupt, "not the weights of a TrajDenoiser, or their configuration is damaged");
    for (const auto& [name, shape] : denoiserShapes(*config))
        if (const auto it = file.tensors.find(name); it == file.tensors.end() || it->second.shape != shape) return fail(ErrorCode::ModelCorrupt, "no fitting weights for " + name);
    return *config;
}

}  // namespace ropetp::trajectory
