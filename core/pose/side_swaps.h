#pragma once

#include "pose/fit_observation.h"

namespace ropetp::pose {

/// The landmark model now and then takes the left limb for the right one for a few frames. Such a
/// short exchange shows as a jump of both limbs onto each other's path and back: it is undone.
/// Exchanges longer than half a second are taken as real.
void undoSideSwaps(std::vector<FrameObservation>& frames);

}  // namespace ropetp::pose
