#include "pose/rope/hrnet_backbone.h"

#include "nn/inference_scope_torch.h"
#include "nn/state_dict.h"
#include "pose/rope/hrnet_input_torch.h"
#include "pose/rope/hrnet_torch.h"

#include <algorithm>

namespace ropetp::pose {
namespace {

class Backbone final : public HrnetBackbone {
  public:
    Backbone(Hrnet network, Options options, LoadReport report) : network_(std::move(network)), options_(options), report_(std::move(report)) {}
    const std::vector<std::string>& missing() const override { return report_.missing; }
    const std::vector<std::string>& unused() const override { return report_.unused; }

    Result<std::vector<Map>> run(std::span<const Image> crops) override {
        for (const Image& crop : crops)
            if (crop.width() != kCropPx || crop.height() != kCropPx) return fail(ErrorCode::InvalidInput, "a crop has another size than 224 x 224");
        if (crops.empty()) return fail(ErrorCode::InvalidInput, "no crops");
        try {
            const nn::InferenceScope inference(options_.threads);
            auto rgb = torch::empty({std::int64_t(crops.size()), kCropPx, kCropPx, 3}, torch::kByte);
            for (std::size_t i = 0; i < crops.size(); ++i) std::copy_n(crops[i].pixels(), crops[i].sizeBytes(), rgb.data_ptr<std::uint8_t>() + i * crops[i].sizeBytes());
            auto x = hrnetInput(rgb);
            if (options_.bfloat16) x = x.to(torch::kBFloat16);
            std::vector<Map> maps;
            for (const auto& map : network_->forward(x)) {
                const auto nhwc = map.permute({0, 2, 3, 1}).to(torch::kFloat).contiguous();
                maps.push_back({int(nhwc.size(1)), int(nhwc.size(3)), {nhwc.data_ptr<float>(), nhwc.data_ptr<float>() + nhwc.numel()}});
            }
            return maps;
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

  private:
    Hrnet network_;
    Options options_;
    LoadReport report_;
};

}  // namespace

Result<std::unique_ptr<HrnetBackbone>> HrnetBackbone::create(const std::filesystem::path& checkpoint, const Options& options) {
    if (options.width != 32 && options.width != 48) return fail(ErrorCode::InvalidInput, "HRNet comes in widths of 32 and 48");
    try {
        Hrnet network(options.width);
        LoadReport report;
        if (!checkpoint.empty()) {
            const auto weights = nn::readStateDict(checkpoint);
            if (!weights) return fail(weights.error());
            auto loaded = loadHrnet(network, *weights);
            if (!loaded) return fail(loaded.error().code, loaded.error().detail, checkpoint.string());
            report = std::move(*loaded);
        }
        network->prepareForInference(options.bfloat16 ? torch::kBFloat16 : torch::kFloat);
        return std::make_unique<Backbone>(std::move(network), options, std::move(report));
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::pose
