#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `trajectory ...`: trains the TrajDenoiser, its ablations and the regression baseline.
int trainTrajectoryCommand(const std::vector<std::string>& words);

}  // namespace ropetp::train
