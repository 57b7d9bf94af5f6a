#include "pose/rope/blazepose_backbone.h"

#include "nn/graph_passes.h"
#include "nn/graph_runtime.h"
#include "nn/model_store.h"
#include "nn/tflite_loader.h"
#include "pose/rope/crop_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ropetp::pose {
namespace {

constexpr int kInput = 256;
struct Tap {
    const char* name;
    std::size_t elements;
};
/// The four taps of the network and its landmark heads, in the order of the outputs.
constexpr Tap kTaps[] = {{"model_1/model/add_33/add", BlazePoseFeatures::kFine},
                         {"model_1/model/add_42/add", BlazePoseFeatures::kCoarse},
                         {"model_1/model/re_lu_151/Relu6;model_1/model/add_67/add", BlazePoseFeatures::kDeep},
                         {"Identity", 39 * 5},
                         {"Identity_4", 39 * 3}};

class Backbone final : public BlazePoseBackbone {
  public:
    Backbone(std::shared_ptr<const nn::Graph> graph, std::unique_ptr<nn::GraphRuntime> net, int threads)
        : graph_(std::move(graph)), net_(std::move(net)), threads_(threads) {}

    static Result<std::unique_ptr<BlazePoseBackbone>> make(std::shared_ptr<const nn::Graph> graph, int threads) {
        auto net = nn::makeGraphRuntime(*graph, {nn::Backend::Auto, threads, {}});
        if (!net) return fail(net.error());
        if ((*net)->inputShape() != nn::Shape{1, kInput, kInput, 3}) return fail(ErrorCode::ModelCorrupt, "the input is not as expected");
        return std::make_unique<Backbone>(std::move(graph), std::move(*net), threads);
    }
    Result<std::unique_ptr<BlazePoseBackbone>> another() const override { return make(graph_, threads_); }

    Result<BlazePoseFeatures> run(const Image& image, const track::CropRegion& region) override {
        const auto crop = cropPicture(image, region, kInput);
        if (!crop) return fail(crop.error());
        const std::span<float> input = net_->input();
        for (std::size_t i = 0; i < std::size_t(kInput) * kInput * 3; ++i) input[i] = float(crop->pixels()[i]) * float(1 / 255.0);
        if (auto ok = net_->run(); !ok) return fail(ok.error());
        std::array<std::span<const float>, std::size(kTaps)> values;
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = net_->output(i);
        return blazePoseFeatures(values, vector_);
    }

  private:
    std::shared_ptr<const nn::Graph> graph_;
    std::unique_ptr<nn::GraphRuntime> net_;
    int threads_;
    std::vector<float> vector_;
};

}  // namespace

std::vector<std::string> blazePoseTaps() {
    std::vector<std::string> names;
    for (const Tap& tap : kTaps) names.emplace_back(tap.name);
    return names;
}

Result<BlazePoseFeatures> blazePoseFeatures(std::span<const std::span<const float>> values, std::vector<float>& vector) {
    if (values.size() != std::size(kTaps)) return fail(ErrorCode::InvalidInput, "a pass has another number of values");
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].size() != kTaps[i].elements) return fail(ErrorCode::InvalidInput, std::string("value ") + kTaps[i].name + " has another size");
    const auto deep = values[2], landmarks = values[3], world = values[4];
    vector.resize(BlazePoseFeatures::kVector);
    std::copy(deep.begin(), deep.end(), vector.begin());
    float* out = vector.data() + BlazePoseFeatures::kDeep;
    for (std::size_t k = 0; k < BlazePoseFeatures::kLandmarks; ++k) {
        *out++ = landmarks[5 * k] / (kInput / 2) - 1;
        *out++ = landmarks[5 * k + 1] / (kInput / 2) - 1;
        *out++ = 1 / (1 + std::exp(-landmarks[5 * k + 3]));
        for (std::size_t c = 0; c < 3; ++c) *out++ = world[3 * k + c];
    }
    for (float& v : vector)
        if (!std::isfinite(v)) v = 0;
    return BlazePoseFeatures{values[0], values[1], vector};
}

Result<std::unique_ptr<BlazePoseBackbone>> BlazePoseBackbone::create(const std::filesystem::path& modelFolder, int threads) {
    auto bytes = nn::readModelFile(modelFolder, nn::kBlazePoseHeavy);
    if (!bytes) return fail(bytes.error());
    auto graph = nn::loadTflite(*bytes);
    if (!graph) return fail(graph.error());
    graph->outputs.clear();
    for (const Tap& tap : kTaps) {
        const int index = graph->find(tap.name);
        if (index < 0 || nn::elementCount(graph->values[std::size_t(index)].shape) != tap.elements)
            return fail(ErrorCode::ModelCorrupt, std::string("value ") + tap.name + " is not as expected", (modelFolder / nn::kBlazePoseHeavy.name).string());
        graph->outputs.push_back(index);
    }
    nn::pruneToOutputs(*graph);
    return Backbone::make(std::make_shared<const nn::Graph>(std::move(*graph)), threads);
}

}  // namespace ropetp::pose
