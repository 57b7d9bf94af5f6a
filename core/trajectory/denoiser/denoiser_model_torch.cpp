#include "trajectory/denoiser/denoiser_model.h"

#include "trajectory/denoiser/denoiser_network_torch.h"

#include <torch/cuda.h>
#include <ATen/Parallel.h>

#include <algorithm>

namespace ropetp::trajectory {
namespace {

class Model final : public DenoiserModel {
  public:
    Model(DenoiserNetwork network, int threads) : network_(std::move(network)), threads_(std::max(1, threads)), device_(torch::cuda::is_available() ? torch::kCUDA : torch::kCPU) {
        network_->to(device_);
    }

    const DenoiserConfig& config() const override { return network_->config; }

    Result<void> setCondition(std::span<const float> condition, int windows) override {
        const auto& c = network_->config;
        if (windows < 1 || windows > kMostWindows || condition.size() != std::size_t(windows) * std::size_t(c.window * c.conditionSize()))
            return fail(ErrorCode::InvalidInput, "a batch of the TrajDenoiser has one to eight windows");
        return guarded([&] {
            encoded_ = network_->encode(tensor(condition, {windows, c.window, c.conditionSize()}));
            windows_ = windows;
        });
    }

    Result<void> denoise(std::span<const float> noisy, std::span<const float> pins, int time, std::span<float> x0, std::span<float> contacts) override {
        const auto frames = std::size_t(windows_) * std::size_t(network_->config.window);
        if (windows_ == 0 || noisy.size() != 3 * frames || pins.size() != 4 * frames || x0.size() != noisy.size() || (!contacts.empty() && contacts.size() != 4 * frames) || time < 0 ||
            time >= kDiffusionSteps)
            return fail(ErrorCode::InvalidInput, "a step of the TrajDenoiser does not fit its windows");
        return guarded([&] {
            const std::int64_t n = network_->config.window;
            const auto answer = network_->forward(encoded_, tensor(noisy, {windows_, n, 3}), tensor(pins, {windows_, n, 4}), torch::full({windows_}, time, torch::TensorOptions(torch::kLong).device(device_)));
            const auto path = answer.path.to(torch::kCPU, torch::kFloat).contiguous();
            std::copy_n(path.data_ptr<float>(), x0.size(), x0.data());
            if (contacts.empty()) return;
            const auto touch = torch::sigmoid(answer.contacts).to(torch::kCPU, torch::kFloat).contiguous();
            std::copy_n(touch.data_ptr<float>(), contacts.size(), contacts.data());
        });
    }

  private:
    torch::Tensor tensor(std::span<const float> values, std::vector<std::int64_t> shape) const {
        return torch::from_blob(const_cast<float*>(values.data()), shape, torch::kFloat).to(device_);
    }

    template <class F>
    Result<void> guarded(const F& run) {
        try {
            c10::InferenceMode inference;
            if (at::get_num_threads() != threads_) at::set_num_threads(threads_);
            run();
            return {};
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    DenoiserNetwork network_;
    int threads_;
    torch::Device device_;
    torch::Tensor encoded_;
    std::int64_t windows_ = 0;
};

}  // namespace

Result<std::unique_ptr<DenoiserModel>> DenoiserModel::create(const std::filesystem::path& weights, int threads) {
    const auto file = nn::readTensorFile(weights);
    if (!file) return fail(file.error());
    auto network = denoiserFrom(*file);
    if (!network) return fail(network.error().code, network.error().detail, weights.string());
    try {
        return std::make_unique<Model>(std::move(*network), threads);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::trajectory
