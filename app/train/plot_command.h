#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `plot LOG.csv OUT.png`: losses and validation of a training as curves.
int plotCommand(const std::vector<std::string>& words);

}  // namespace ropetp::train
