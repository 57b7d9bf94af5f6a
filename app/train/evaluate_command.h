#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `evaluate photos|features ...`: measures on labelled photos, and of Rope's weights on feature files.
int evaluateCommand(const std::vector<std::string>& words);

}  // namespace ropetp::train
