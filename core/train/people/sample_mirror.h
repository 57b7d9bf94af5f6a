#pragma once

#include "train/rope_sample.h"

namespace ropetp::train {

/// The same pose of the body seen in a mirror: left and right change places.
body::Pose mirrored(const body::Pose& pose);

/// Flips a sample from left to right, picture and every label.
void mirror(RopeSample& sample);

}  // namespace ropetp::train
