#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `pose-errors TAKE.npz TRUTH.npz ...`: how far the joints' frames of solves are turned from the truth, and how such errors
/// wander over time: what addRopeNoise() makes up.
int poseErrorsCommand(const std::vector<std::string>& words);

}  // namespace ropetp::train
