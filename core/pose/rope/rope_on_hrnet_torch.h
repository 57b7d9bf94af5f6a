#pragma once

// Internal to the files named *_torch.cpp.

#include "pose/rope/hrnet_torch.h"
#include "pose/rope/rope_modules_torch.h"

namespace ropetp::pose {

/// The paper's whole network: HRNet and Rope's heads on its four maps (paper-notes row 1).
struct RopeOnHrnetImpl : torch::nn::Module {
    /// @param config  of hrnetConfig().
    explicit RopeOnHrnetImpl(const RopeConfig& config);
    /// @param input  B x 3 x 224 x 224 of hrnetInput().
    RopeOutput forward(const torch::Tensor& input);
    Hrnet backbone{nullptr};
    RopeNetwork heads{nullptr};
};
TORCH_MODULE(RopeOnHrnet);

/// Width of HRNet for "hrnet-w32" and "hrnet-w48", 0 for other names.
int hrnetWidth(const std::string& backbone);
/// Sets maps and vector for the backbone that `config` names. False for another one.
bool hrnetConfig(RopeConfig& config);

/// Heads as tensorsOf(RopeNetwork&) gives them, and the backbone under `backbone.`.
nn::TensorFile tensorsOf(RopeOnHrnet& network);
/// ModelCorrupt where names or shapes do not fit.
Result<RopeOnHrnet> ropeOnHrnetFrom(const nn::TensorFile& file);

}  // namespace ropetp::pose
