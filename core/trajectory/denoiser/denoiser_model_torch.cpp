#include "trajectory/denoiser/denoiser_backends.h"

#include "nn/inference_scope_torch.h"
#include "trajectory/denoiser/denoiser_network_torch.h"

#include <torch/cuda.h>

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
        if (auto ok = checkCondition(condition, windows); !ok) return ok;
        return guarded([&] {
            const auto& c = network_->config;
            encoded_ = network_->encode(tensor(condition, {windows, c.window, c.conditionSize()}));
            windows_ = windows;
        });
    }

    Result<void> denoise(std::span<const float> noisy, std::span<const float> pins, int time, std::span<float> x0, std::span<float> contacts) override {
        if (auto ok = checkStep(int(windows_), noisy.size(), pins.size(), time, x0.size(), contacts.size()); !ok) return ok;
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
            const nn::InferenceScope inference(threads_);
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

Result<std::unique_ptr<DenoiserModel>> makeTorchDenoiser(const nn::TensorFile& file, int threads) {
    auto network = denoiserFrom(file);
    if (!network) return fail(network.error());
    try {
        return std::make_unique<Model>(std::move(*network), threads);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::trajectory
