#include "pose/rope/rope_on_hrnet_torch.h"

#include "pose/rope/rope_weights_torch.h"

namespace ropetp::pose {
namespace {

constexpr const char* kPrefix = "backbone.";

}  // namespace

RopeOnHrnetImpl::RopeOnHrnetImpl(const RopeConfig& config) {
    backbone = register_module("backbone", Hrnet(hrnetWidth(config.backbone)));
    heads = register_module("heads", RopeNetwork(config));
}

RopeOutput RopeOnHrnetImpl::forward(const torch::Tensor& input) {
    std::vector<torch::Tensor> maps;
    for (const auto& map : backbone->forward(input)) maps.push_back(map.permute({0, 2, 3, 1}));
    return heads->forward(maps, {});
}

int hrnetWidth(const std::string& backbone) { return backbone == "hrnet-w32" ? 32 : backbone == "hrnet-w48" ? 48 : 0; }

bool hrnetConfig(RopeConfig& config) {
    const int w = hrnetWidth(config.backbone);
    if (w == 0) return false;
    config.mapChannels = {w, 2 * w, 4 * w, 8 * w};
    config.vectorSize = 0;
    return true;
}

nn::TensorFile tensorsOf(RopeOnHrnet& network) {
    nn::TensorFile file = tensorsOf(network->heads);
    const auto add = [&](const std::string& name, const torch::Tensor& value) {
        if (!value.is_floating_point()) return;
        const auto t = value.detach().to(torch::kCPU, torch::kFloat).contiguous();
        file.tensors[kPrefix + name] = {t.sizes().vec(), {t.data_ptr<float>(), t.data_ptr<float>() + t.numel()}};
    };
    for (const auto& item : network->backbone->named_parameters()) add(item.key(), item.value());
    for (const auto& item : network->backbone->named_buffers()) add(item.key(), item.value());
    return file;
}

Result<RopeOnHrnet> ropeOnHrnetFrom(const nn::TensorFile& file) {
    auto heads = ropeFrom(file);
    if (!heads) return fail(heads.error());
    RopeConfig expected = (*heads)->config;
    if (!hrnetConfig(expected) || expected.mapChannels != (*heads)->config.mapChannels || (*heads)->config.vectorSize != 0) return fail(ErrorCode::ModelCorrupt, "the weights are for another backbone");
    try {
        RopeOnHrnet network(expected);
        network->heads = network->replace_module("heads", *heads);
        nn::TensorFile backbone;
        for (const auto& [name, tensor] : file.tensors)
            if (name.starts_with(kPrefix)) backbone.tensors[name] = tensor;
        const auto report = loadHrnet(network->backbone, backbone);
        if (!report) return fail(report.error());
        if (!report->missing.empty()) return fail(ErrorCode::ModelCorrupt, "no weights for " + report->missing.front());
        network->eval();
        return network;
    } catch (const std::exception& e) {
        return fail(ErrorCode::ModelCorrupt, std::string("the weights do not fit: ") + e.what());
    }
}

}  // namespace ropetp::pose
