#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `rope ...`: trains Rope's heads on feature files.
int trainRopeCommand(const std::vector<std::string>& words);

}  // namespace ropetp::train
