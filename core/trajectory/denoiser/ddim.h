#pragma once

#include <utility>
#include <vector>

namespace ropetp::trajectory {

/// Share of the trajectory's power that is left at a time step: the cosine schedule (Nichol and Dhariwal 2021).
/// @param time  0 to kDiffusionSteps - 1.
double alphaBar(int time);

/// The time steps of a sampling in `steps` steps, from the noisiest down. @param steps  1 to kDiffusionSteps.
std::vector<int> ddimTimes(int steps);

/// DDIM with eta = 0 (paper equations 7 and 8; paper-notes rows 14 and 15): x_next = first * x0 + second * x_now.
/// @param next  -1: the end, x0 itself.
std::pair<double, double> ddimStep(int now, int next);

}  // namespace ropetp::trajectory
