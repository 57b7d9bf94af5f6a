#pragma once

#include "pose/fit_body.h"

#include <array>

namespace ropetp::pose {

/// A pose that another estimator read from the picture, to be kept where the landmarks do not speak against it.
struct ExpectedPose {
    FrameState state;                                       ///< its place is not held, its rotations are
    std::array<double, body::kJointCount> sigmaRad{};       ///< deviation of each joint's own turn; 0 = not held
};

/// Half the squared turns from the expected pose, in deviations. With `hessian` and `gradient` (both or none) adds
/// the Gauss-Newton matrix (lower triangle) and the gradient. @param weight  of the frame.
double addExpectedPose(const FrameState& state, const ExpectedPose& expected, double weight, FrameMatrix* hessian, FrameVector* gradient);

}  // namespace ropetp::pose
