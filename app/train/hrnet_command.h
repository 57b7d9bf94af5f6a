#pragma once

#include "app/train/options.h"
#include "base/job_control.h"

namespace ropetp::train {

/// `rope --backbone hrnet-w32|hrnet-w48 ...`: the paper's whole network on pictures.
int trainHrnetCommand(const Options& options, JobControl& job);

/// Its part of the usage.
extern const char* const kHrnetUsage;

}  // namespace ropetp::train
