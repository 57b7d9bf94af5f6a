#pragma once

#include "base/result.h"
#include "trajectory/denoiser/denoiser_config.h"

#include <filesystem>
#include <memory>
#include <span>

namespace ropetp::trajectory {

/// The trained TrajDenoiser on batches of windows. Not thread-safe.
class DenoiserModel {
  public:
    static constexpr int kMostWindows = 8;   ///< of a batch
    /// With CUDA by LibTorch, on the processor by oneDNN. FileNotFound, ModelCorrupt.
    static Result<std::unique_ptr<DenoiserModel>> create(const std::filesystem::path& weights, int threads);
    virtual ~DenoiserModel() = default;
    virtual const DenoiserConfig& config() const = 0;
    /// Encodes what the body does, once for all steps. @param condition  windows x window x conditionSize (window_condition.h).
    virtual Result<void> setCondition(std::span<const float> condition, int windows) = 0;
    /// One step for the windows of setCondition(). @param noisy  windows x window x 3: x_t. @param pins  windows x window x 4:
    /// what is known of x0, and 1 where it is. @param time  of the schedule. @param x0  as `noisy`. @param contacts  windows x
    /// window x 4, probabilities 0..1; empty where they are not wanted. Internal where the library fails.
    virtual Result<void> denoise(std::span<const float> noisy, std::span<const float> pins, int time, std::span<float> x0, std::span<float> contacts) = 0;

  protected:
    /// InvalidInput where sizes do not fit config() and the windows of the condition.
    Result<void> checkCondition(std::span<const float> condition, int windows) const;
    Result<void> checkStep(int windows, std::size_t noisy, std::size_t pins, int time, std::size_t x0, std::size_t contacts) const;
};

}  // namespace ropetp::trajectory
