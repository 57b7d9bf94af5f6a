#pragma once

#include "body/skeleton.h"

#include <span>

namespace ropetp::pose {

/// Six numbers a joint (first two columns of its rotation relative to the parent, the pelvis' in the crop's view), then
/// the logarithm of the scale over kMeanScale, and x and y of the pelvis in metres.
inline constexpr int kStartValues = 6 * body::kJointCount + 3;
/// Half crops a metre: a person fills most of a crop.
inline constexpr double kMeanScale = 0.9;

/// The pose of the mean body that best explains the backbone's own landmarks of this one crop: the landmark fit's terms
/// without time. Rope answers with the difference to it (paper-notes row 8, whose mean pose it takes the place of).
/// Finite whatever comes in. Thread-safe; 0.4 ms.
/// @param landmarks  kLandmarkValues numbers for each of BlazePose's 33; @param start  kStartValues.
void startFromLandmarks(std::span<const float> landmarks, std::span<float> start);

}  // namespace ropetp::pose
