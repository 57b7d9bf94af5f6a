#include "pose/rope/rope_model.h"

#include "nn/inference_scope_torch.h"
#include "pose/rope/part_levels.h"
#include "pose/rope/rope_readings_torch.h"
#include "pose/rope/rope_weights_torch.h"
#include "pose/rope/start_pose.h"

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
        std::memcpy(vectorOf(row), f.vector.data(), f.vector.size_bytes());
    }

    Result<std::vector<RopeReading>> read(int rows) override {
        try {
            const nn::InferenceScope inference(threads_);
            for (int i = 0; i < rows; ++i) startFromLandmarks({vectorOf(i) + F::kDeep, F::kVector - F::kDeep}, {vectorOf(i) + F::kVector, kStartValues});
            // Always the whole batch: fixed shapes are prepared once.
            const auto glance = network_->look({fine_, coarse_}, vector_);
            const auto out = network_->answer(glance, vector_.narrow(1, F::kDeep, F::kVector - F::kDeep), vector_.narrow(1, F::kVector, kStartValues));
            attention_ = jointAttention(out.attention[0]);
            auto readings = readingsOf(out, attention_, rows);
            if (readings) remember(glance, *readings);
            return readings;
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    Result<std::vector<RopeReading>> look(int rows) override {
        try {
            const nn::InferenceScope inference(threads_);
            const auto glance = network_->look({fine_, coarse_}, vector_);
            attention_ = jointAttention(glance.attention[0]);
            std::vector<RopeReading> readings(static_cast<std::size_t>(rows));
            setFound(glance.attention[0], attention_, readings);
            remember(glance, readings);
            return readings;
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    Result<std::vector<RopeReading>> readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart> starts) override {
        if (readings.size() != starts.size() || readings.empty() || readings.size() > std::size_t(kBatch)) return fail(ErrorCode::InvalidInput, "a batch has one to eight readings with their starts");
        try {
            const nn::InferenceScope inference(threads_);
            RopeGlance glance;
            if (auto ok = recall(readings, glance); !ok) return fail(ok.error());
            constexpr auto kValues = std::int64_t(std::tuple_size_v<decltype(RopeStart::landmarks)>);
            auto landmarks = torch::zeros({kBatch, kValues}), pose = torch::zeros({kBatch, kStartValues});
            for (std::size_t i = 0; i < starts.size(); ++i) {
                std::ranges::copy(starts[i].landmarks, landmarks.data_ptr<float>() + std::int64_t(i) * kValues);
                std::ranges::copy(starts[i].pose, pose.data_ptr<float>() + std::int64_t(i) * kStartValues);
            }
            const auto out = network_->answer(glance, landmarks, pose);
            auto again = posesOf(out, int(readings.size()));
            if (!again) return again;
            for (std::size_t i = 0; i < again->size(); ++i) (*again)[i].found = readings[i]->found;
            return again;
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    std::vector<AttentionMap> attention(int row) const override { return attentionMaps(attention_, row); }

    std::string name() const override { return "rope-" + network_->config.backbone + " " + nameOf(network_->config.variant); }

  private:
    float* vectorOf(int row) { return vector_.data_ptr<float>() + std::ptrdiff_t(row) * (F::kVector + kStartValues); }

    /// Tokens and digest of a row one after another, in 16 bits.
    static void remember(const RopeGlance& glance, std::vector<RopeReading>& readings) {
        std::vector<torch::Tensor> parts;
        for (const auto& t : glance.tokens)
            if (t.defined()) parts.push_back(t.flatten(1));
        if (glance.digest.defined()) parts.push_back(glance.digest);
        const auto all = torch::cat(parts, 1).to(torch::kHalf).contiguous();
        const auto* from = reinterpret_cast<const std::uint16_t*>(all.data_ptr<at::Half>());
        for (std::size_t i = 0; i < readings.size(); ++i) readings[i].seen.assign(from + std::int64_t(i) * all.size(1), from + std::int64_t(i + 1) * all.size(1));
    }

    Result<void> recall(std::span<const RopeReading* const> readings, RopeGlance& glance) const {
        static constexpr std::array<std::int64_t, 4> kParts = {body::kJointCount, kInterParts, kFulCoParts, 1};
        const std::int64_t width = network_->config.width;
        const auto size = std::int64_t(readings[0]->seen.size());
        auto all = torch::zeros({kBatch, size}, torch::kHalf);
        for (std::size_t i = 0; i < readings.size(); ++i) {
            if (std::int64_t(readings[i]->seen.size()) != size) return fail(ErrorCode::InvalidInput, "readings of different weights");
            std::memcpy(all.data_ptr<at::Half>() + std::int64_t(i) * size, readings[i]->seen.data(), std::size_t(size) * sizeof(std::uint16_t));
        }
        all = all.to(torch::kFloat);
        std::int64_t at = 0;
        for (std::size_t level = 0; level < 4; ++level) {
            if (network_->project[level].is_empty()) continue;
            const std::int64_t values = kParts[level] * width;
            if (at + values > size) return fail(ErrorCode::InvalidInput, "a reading of other weights");
            glance.tokens[level] = all.narrow(1, at, values).reshape({kBatch, kParts[level], width});
            at += values;
        }
        if ((at < size) != (network_->config.vectorSize > 0)) return fail(ErrorCode::InvalidInput, "a reading of other weights");
        if (at < size) glance.digest = all.narrow(1, at, size - at);
        return {};
    }

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
    if (c.backbone != "blazepose" || c.mapChannels != std::vector<int>{F::kFineChannels, F::kCoarseChannels} || (c.vectorSize != 0 && c.vectorSize != F::kVector))
        return fail(ErrorCode::ModelCorrupt, "the weights are for another backbone", weights.string());
    return std::make_unique<Model>(std::move(*network), threads);
}

}  // namespace ropetp::pose
