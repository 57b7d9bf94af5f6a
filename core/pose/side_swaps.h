#pragma once

#include "pose/fit_observation.h"

namespace ropetp::pose {

/// The landmark model now and then takes the left limb for the right one for a few frames. Such a
/// short exchange shows as a jump of both limbs onto each other's path and back: it is undone.
/// Exchanges longer than half a second are taken as real.
void undoSideSwaps(std::vector<FrameObservation>& frames);

enum class LimbPair { Arms, Legs };
/// The landmarks of both limbs change names.
void exchangeSides(FrameObservation& frame, LimbPair limbs);

/// Distance of a limb pair between two frames, as labelled and with the sides of one exchanged (in rays).
struct SideCost {
    double same = 0, swapped = 0;
    int points = 0;   ///< pairs that were seen on both frames
};
SideCost sideCost(const FrameObservation& a, const FrameObservation& b, LimbPair limbs);

}  // namespace ropetp::pose
