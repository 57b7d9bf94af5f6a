#pragma once

#include "base/image.h"

#include <Eigen/Core>

#include <random>
#include <vector>

namespace ropetp::synth {

/// What a camera and a codec do to a clean picture: exposure, white balance, blur, coarse pixels, grain, JPEG.
/// @param linear  RGB, size x size.
Image throughCamera(const std::vector<Eigen::Vector3f>& linear, int size, std::mt19937_64& random);

}  // namespace ropetp::synth
