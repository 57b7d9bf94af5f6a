#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `features synthetic|real ...`: labelled crops through the frozen backbone into a feature file.
int makeFeatures(const std::vector<std::string>& words);

}  // namespace ropetp::train
