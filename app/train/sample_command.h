#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `sample OUT_FOLDER [SEED]`: makes the built-in sample, walk.mp4 and walk.truth.npz.
int makeSample(const std::vector<std::string>& words);

}  // namespace ropetp::train
