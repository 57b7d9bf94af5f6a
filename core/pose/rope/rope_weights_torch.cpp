#include "pose/rope/rope_weights_torch.h"

#include "nn/module_tensors_torch.h"

#include <cstdlib>
#include <sstream>

namespace ropetp::pose {
namespace {

constexpr int kLargest = 1 << 14;

int noted(const nn::TensorFile& file, const char* key, int otherwise) {
    const auto it = file.notes.find(key);
    return it == file.notes.end() ? otherwise : std::atoi(it->second.c_str());
}

std::string joined(const std::vector<int>& values) {
    std::string text;
    for (const int v : values) text += (text.empty() ? "" : " ") + std::to_string(v);
    return text;
}

std::vector<int> numbers(const std::string& text) {
    std::istringstream words(text);
    std::vector<int> values;
    for (int v; values.size() < 16 && words >> v;) values.push_back(v);
    return values;
}

}  // namespace

nn::TensorFile tensorsOf(RopeNetwork& network) {
    nn::TensorFile file;
    const RopeConfig& c = network->config;
    file.notes = {{"variant", nameOf(c.variant)}, {"backbone", c.backbone}, {"map_channels", joined(c.mapChannels)}, {"vector_size", std::to_string(c.vectorSize)}, {"landmarks", std::to_string(c.landmarks)},
                  {"width", std::to_string(c.width)}, {"heads", std::to_string(c.heads)}, {"layers", std::to_string(c.layers)}, {"hidden", std::to_string(c.hidden)}};
    nn::putParameters(*network, file);
    return file;
}

Result<RopeNetwork> ropeFrom(const nn::TensorFile& file) {
    RopeConfig c;
    const auto variant = file.notes.find("variant"), backbone = file.notes.find("backbone");
    if (variant == file.notes.end() || !variantFrom(variant->second, c.variant)) return fail(ErrorCode::ModelCorrupt, "the weights are of an unknown network");
    if (backbone != file.notes.end()) c.backbone = backbone->second;
    if (const auto maps = file.notes.find("map_channels"); maps != file.notes.end()) c.mapChannels = numbers(maps->second);
    c.vectorSize = noted(file, "vector_size", c.vectorSize);
    c.landmarks = noted(file, "landmarks", 0);
    c.width = noted(file, "width", c.width);
    c.heads = noted(file, "heads", c.heads);
    c.layers = noted(file, "layers", c.layers);
    c.hidden = noted(file, "hidden", c.hidden);
    if (c.mapChannels.empty() || c.mapChannels.size() > 8) return fail(ErrorCode::ModelCorrupt, "the weights' configuration is damaged");
    for (const int size : c.mapChannels)
        if (size < 1 || size > kLargest) return fail(ErrorCode::ModelCorrupt, "the weights' configuration is damaged");
    for (const int size : {c.width, c.heads, c.layers, c.hidden})
        if (size < 1 || size > kLargest) return fail(ErrorCode::ModelCorrupt, "the weights' configuration is damaged");
    if (c.vectorSize < 0 || c.vectorSize > kLargest || c.landmarks < 0 || c.landmarks > kLargest || c.width % c.heads != 0 || c.width % 8 != 0 || c.layers > 32) return fail(ErrorCode::ModelCorrupt, "the weights' configuration is damaged");
    // Before memory is taken for a network: the file must hold at least its largest matrices.
    std::uint64_t held = 0, needed = std::uint64_t(c.hidden) * std::uint64_t(c.hidden) + std::uint64_t(c.vectorSize) * 190;
    for (const auto& [name, tensor] : file.tensors) held += tensor.values.size();
    for (const int size : c.mapChannels) needed += std::uint64_t(size) * std::uint64_t(c.width);
    const bool attends = c.variant != RopeVariant::Baseline && c.variant != RopeVariant::HagtMlp;
    if (attends) needed += std::uint64_t(c.layers) * 8 * std::uint64_t(c.width) * std::uint64_t(c.width);
    if (needed + std::uint64_t(c.width) * std::uint64_t(c.hidden) > held) return fail(ErrorCode::ModelCorrupt, "the weights' configuration asks for more than the file holds");
    try {
        RopeNetwork network(c);
        if (auto taken = nn::takeParameters(file, *network); !taken) return fail(taken.error());
        network->eval();
        return network;
    } catch (const std::exception& e) {
        return fail(ErrorCode::ModelCorrupt, std::string("the weights' configuration is damaged: ") + e.what());
    }
}

}  // namespace ropetp::pose
