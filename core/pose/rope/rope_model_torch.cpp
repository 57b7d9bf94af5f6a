#include "pose/rope/rope_model.h"

#include "pose/rope/rope_readings_torch.h"
#include "pose/rope/rope_weights_torch.h"
#include "pose/rope/start_pose.h"

#include <ATen/Parallel.h>

#include <cstring>

namespace ropetp::pose {
namespace {

using F = BlazePoseFeatures;

class Model final : public RopeModel {
  public:
    Model(RopeNetwork network, int threads)
        : network_(std::move(network)), threads_(threads), fine_(torch::zeros({kBatch, F::kFineSide, F::kFineSide, F::kFineChannels})),
          coarse_(torch::zeros({kBatch, F::kCoarseSide, F::kCoarseSide, F::kCoarseChannels})), vector_(torch::zeros({kBatch, F::kVector + kStartValues})) {}

    void set(int row, const BlazePoseFeatures& f) override {
        std::memcpy(fine_.data_ptr<float>() + std::ptrdiff_t(row) * F::kFine, f.fine.data(), f.fine.size_bytes());
        std::memcpy(coarse_.data_ptr<float>() + std::ptrdiff_t(row) * F::kCoarse, f.coarse.data(), f.coarse.size_bytes());
        float* vector = vector_.data_ptr<float>() + std::ptrdiff_t(row) * (F::kVector + kStartValues);
        std::memcpy(vector, f.vector.data(), f.vector.size_bytes());
        startFromLandmarks(f.vector.subspan(F::kDeep), {vector + F::kVector, kStartValues});
    }

    Result<std::vector<RopeReading>> read(int rows) override {
        try {
            c10::InferenceMode inference;
            if (at::get_num_threads() != threads_) at::set_num_threads(threads_);
            // Always the whole batch: fixed shapes are prepared once.
            const auto out = network_->forward({fine_, coarse_}, vector_);
            attention_ = jointAttention(out);
            return readingsOf(out, attention_, rows);
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    std::vector<AttentionMap> attention(int row) const override { return attentionMaps(attention_, row); }

    std::string name() const override { return "rope-" + network_->config.backbone + " " + nameOf(network_->config.variant); }

  private:
    RopeNetwork network_;
    int threads_;
    torch::Tensor fine_, coarse_, vector_, attention_;
};

}  // namespace

Result<std::unique_ptr<RopeModel>> RopeModel::create(const std::filesystem::path& weights, int threads) {
    const auto file = nn::readTensorFile(weights);
    if (!file) return fail(file.error());
    auto network = ropeFrom(*file);
    if (!network) return fail(network.error().code, network.error().detail, weights.string());
    const RopeConfig& c = (*network)->config;
    if (c.backbone != "blazepose" || c.mapChannels != std::vector<int>{F::kFineChannels, F::kCoarseChannels} || c.vectorSize != F::kVector)
        return fail(ErrorCode::ModelCorrupt, "the weights are for another backbone", weights.string());
    return std::make_unique<Model>(std::move(*network), threads);
}

}  // namespace ropetp::pose
