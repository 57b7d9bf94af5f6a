#pragma once

#include "train/feature_file.h"

#include <random>
#include <span>

namespace ropetp::train {

/// Landmarks as the landmark model would have read a labelled sample, with errors like those it makes on footage of real
/// people: drawn anew each time, so that Rope learns how far to trust them and not one reading's errors by heart. On
/// drawn people the model's own readings are far worse than on real ones (47 degrees of orientation against 15), which
/// would teach Rope to trust it nowhere. Hidden joints err most.
/// @param landmarks  pose::kLandmarkValues of each of the 33, overwritten.
void simulateLandmarks(const RopeLabels& labels, std::mt19937_64& random, std::span<float> landmarks);

}  // namespace ropetp::train
