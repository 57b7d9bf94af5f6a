#include "trajectory/denoiser/denoiser_model.h"

#include "nn/graph_backends.h"
#include "trajectory/denoiser/denoiser_backends.h"

namespace ropetp::trajectory {

Result<std::unique_ptr<DenoiserModel>> DenoiserModel::create(const std::filesystem::path& weights, int threads) {
    const auto file = nn::readTensorFile(weights);
    if (!file) return fail(file.error());
    auto model = nn::cudaIsPresent() ? makeTorchDenoiser(*file, threads) : makeOneDnnDenoiser(*file, threads, DenoiserArithmetic::Fastest);
    if (!model) return fail(model.error().code, model.error().detail, weights.string());
    return model;
}

Result<void> DenoiserModel::checkCondition(std::span<const float> condition, int windows) const {
    const auto& c = config();
    if (windows < 1 || windows > kMostWindows || condition.size() != std::size_t(windows) * std::size_t(c.window * c.conditionSize()))
        return fail(ErrorCode::InvalidInput, "a batch of the TrajDenoiser has one to eight windows");
    return {};
}

Result<void> DenoiserModel::checkStep(int windows, std::size_t noisy, std::size_t pins, int time, std::size_t x0, std::size_t contacts) const {
    const auto frames = std::size_t(windows) * std::size_t(config().window);
    if (windows == 0 || noisy != kPathValues * frames || pins != (kPathValues + 1) * frames || x0 != noisy || (contacts != 0 && contacts != kContactValues * frames) || time < 0 ||
        time >= kDiffusionSteps)
        return fail(ErrorCode::InvalidInput, "a step of the TrajDenoiser does not fit its windows");
    return {};
}

}  // namespace ropetp::trajectory
