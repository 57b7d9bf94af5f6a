#pragma once

#include "trajectory/denoiser/window_condition.h"

#include <random>
#include <span>

namespace ropetp::train {

/// Gives true motion the errors that Rope makes, as measured on its solves (`ropetp-train pose-errors`, docs/trajectory.md):
/// each joint's frame is turned by an error that wanders (slow, quick and from frame to frame), bones of a wrong length,
/// gravity a little off, and now and then a limb that is hidden and errs more.
/// @param frames  consecutive, at kDenoiserFps; joints and rotations are changed together. @param scale  1 = as measured.
void addRopeNoise(std::span<trajectory::BodyFrame> frames, double scale, std::mt19937_64& random);

}  // namespace ropetp::train
