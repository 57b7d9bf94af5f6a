#include "pose/rope/rope_reader_hrnet.h"

#include "nn/inference_scope_torch.h"
#include "pose/rope/crop_picture.h"
#include "pose/rope/hrnet_input_torch.h"
#include "pose/rope/rope_on_hrnet_torch.h"
#include "pose/rope/rope_readings_torch.h"

#include <torch/cuda.h>

#include <algorithm>

namespace ropetp::pose {
namespace {

class HrnetReader final : public RopeReader {
  public:
    HrnetReader(RopeOnHrnet network, torch::Device device, int threads)
        : network_(std::move(network)), device_(device), threads_(threads), rgb_(torch::zeros({kBatch, kHrnetCropPx, kHrnetCropPx, 3}, torch::kByte)) {}

    Result<std::vector<RopeReading>> read(std::span<const Image> pictures, std::span<const track::CropRegion> crops) override {
        if (pictures.size() != crops.size() || pictures.empty() || pictures.size() > std::size_t(kBatch)) return fail(ErrorCode::InvalidInput, "a batch has one to eight pictures with their crops");
        for (std::size_t i = 0; i < crops.size(); ++i) {
            const auto crop = cropPicture(pictures[i], crops[i], kHrnetCropPx);
            if (!crop) return fail(crop.error());
            std::copy_n(crop->pixels(), crop->sizeBytes(), rgb_.data_ptr<std::uint8_t>() + i * crop->sizeBytes());
        }
        try {
            const nn::InferenceScope inference(threads_);
            const auto out = network_->forward(hrnetInput(rgb_.narrow(0, 0, std::int64_t(crops.size())).to(device_)));
            attention_ = jointAttention(out.attention[0]);
            return readingsOf(out, attention_, int(crops.size()));
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }
    std::vector<AttentionMap> attention(int row) const override { return attentionMaps(attention_, row); }
    std::string name() const override { return "rope-" + network_->heads->config.backbone + " " + nameOf(network_->heads->config.variant); }

  private:
    RopeOnHrnet network_;
    torch::Device device_;
    int threads_;
    torch::Tensor rgb_, attention_;
};

}  // namespace

Result<std::unique_ptr<RopeReader>> makeHrnetReader(const nn::TensorFile& weights, int threads) {
    auto network = ropeOnHrnetFrom(weights);
    if (!network) return fail(network.error());
    try {
        const torch::Device device = torch::cuda::is_available() ? torch::kCUDA : torch::kCPU;
        // First to the device: folded weights are no longer the registered ones.
        (*network)->to(device);
        (*network)->backbone->prepareForInference(torch::kFloat);
        return std::make_unique<HrnetReader>(std::move(*network), device, threads);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::pose
