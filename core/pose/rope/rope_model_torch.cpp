#include "pose/rope/rope_model.h"

#include "base/rotation.h"
#include "pose/rope/rope_weights_torch.h"

#include <ATen/Parallel.h>

#include <cmath>
#include <cstring>

namespace ropetp::pose {
namespace {

using F = BlazePoseFeatures;

class Model final : public RopeModel {
  public:
    Model(RopeNetwork network, int threads)
        : network_(std::move(network)), threads_(threads), fine_(torch::zeros({kBatch, F::kFineSide, F::kFineSide, F::kFineChannels})),
          coarse_(torch::zeros({kBatch, F::kCoarseSide, F::kCoarseSide, F::kCoarseChannels})), vector_(torch::zeros({kBatch, F::kVector})) {}

    void set(int row, const BlazePoseFeatures& f) override {
        std::memcpy(fine_.data_ptr<float>() + std::ptrdiff_t(row) * F::kFine, f.fine.data(), f.fine.size_bytes());
        std::memcpy(coarse_.data_ptr<float>() + std::ptrdiff_t(row) * F::kCoarse, f.coarse.data(), f.coarse.size_bytes());
        std::memcpy(vector_.data_ptr<float>() + std::ptrdiff_t(row) * F::kVector, f.vector.data(), f.vector.size_bytes());
    }

    Result<std::vector<RopeReading>> read(int rows) override {
        try {
            c10::InferenceMode inference;
            if (at::get_num_threads() != threads_) at::set_num_threads(threads_);
            // Always the whole batch: fixed shapes are prepared once.
            const auto out = network_->forward({fine_, coarse_}, vector_);
            attention_ = torch::softmax(out.attention[0].narrow(1, 0, body::kJointCount).flatten(2), -1).contiguous();
            const auto cells = attention_.size(2);
            const auto entropy = (-(attention_ * (attention_ + 1e-9).log()).sum(-1) / std::log(double(cells))).contiguous();
            const auto rotations = out.rotations.contiguous(), betas = out.betas.contiguous(), camera = out.camera.contiguous();
            std::vector<RopeReading> readings(static_cast<std::size_t>(rows));
            for (std::size_t i = 0; i < readings.size(); ++i) {
                RopeReading& r = readings[i];
                for (std::size_t j = 0; j < body::kJointCount; ++j) {
                    const float* m = rotations.data_ptr<float>() + (i * body::kJointCount + j) * 9;
                    r.local[j] = nearestRotation(Eigen::Map<const Eigen::Matrix<float, 3, 3, Eigen::RowMajor>>(m).cast<double>());
                    r.attentionSpread[j] = entropy.data_ptr<float>()[i * body::kJointCount + j];
                    if (!r.local[j].allFinite()) return fail(ErrorCode::Internal, "the network gave no number");
                }
                r.betas = Eigen::Map<const Eigen::Matrix<float, body::kShapeCount, 1>>(betas.data_ptr<float>() + i * body::kShapeCount).cast<double>();
                const float* c = camera.data_ptr<float>() + 3 * i;
                r.scale = c[0];
                r.pelvisM = {c[1], c[2]};
                if (!r.betas.allFinite() || !(r.scale > 0) || !r.pelvisM.allFinite()) return fail(ErrorCode::Internal, "the network gave no number");
            }
            return readings;
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    std::vector<AttentionMap> attention(int row) const override {
        std::vector<AttentionMap> maps;
        if (!attention_.defined()) return maps;
        const int cells = int(attention_.size(2)), side = int(std::lround(std::sqrt(cells)));
        for (int j = 0; j < body::kJointCount; ++j) {
            const float* from = attention_.data_ptr<float>() + (std::ptrdiff_t(row) * body::kJointCount + j) * cells;
            maps.push_back({side, {from, from + cells}});
        }
        return maps;
    }

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
