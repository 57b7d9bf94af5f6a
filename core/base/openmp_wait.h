#pragma once

namespace ropetp {

/// First thing in main(): OpenMP's threads would spin while they wait and starve everything else on a small
/// machine, and they read OMP_WAIT_POLICY before main(). Starts the program anew with it set, unless it is.
/// Goes on where that fails.
void waitPassively(char** argv);

}  // namespace ropetp
