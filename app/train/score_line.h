#pragma once

#include "train/rope_trainer.h"

namespace ropetp::train {

/// Prints a score or what went wrong; gives the exit code.
int showScore(const Result<RopeScore>& score);

}  // namespace ropetp::train
