#pragma once

#include "pose/fit_body.h"

#include <array>

namespace ropetp::pose {

/// A pose that another estimator read from the picture, to be kept where the landmarks do not speak against it.
struct ExpectedPose {
    FrameState state;
    std::array<double, body::kJointCount> sigmaRad{};       ///< deviation of each joint's own turn; 0 = not held
    double pelvisSigmaM = 0;                                ///< deviation of the pelvis' place; 0 = not held
    bool besideDepths = false;   ///< do the landmark model's depths count as well? (of joints that are not held)
};

/// Half the squared turns (and the pelvis' way) from the expected pose, in deviations. With `hessian` and `gradient` (both or none) adds
/// the Gauss-Newton matrix (lower triangle) and the gradient. @param weight  of the frame.
double addExpectedPose(const FrameState& state, const ExpectedPose& expected, double weight, FrameMatrix* hessian, FrameVector* gradient);

}  // namespace ropetp::pose
