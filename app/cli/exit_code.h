#pragma once

#include "base/error.h"

namespace ropetp::cli {

/// What the process returns (docs/cli.md).
enum ExitCode {
    kOk = 0,
    kFailure = 1,
    kUsage = 2,
    kBadInput = 3,
    kNoPerson = 4,
    kModelProblem = 5,
    kWriteProblem = 6,
    kInterrupted = 130,
};

ExitCode exitCodeFor(ErrorCode code);

/// Prints the error and returns its exit code. With `json`, one line
/// {"error":{"code":…,"message":…,"file":…}} on stdout; otherwise a sentence on stderr.
int reportError(const Error& error, bool json);

}  // namespace ropetp::cli
