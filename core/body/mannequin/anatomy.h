#pragma once

#include "body/mannequin/implicit.h"

#include <array>

namespace ropetp::body::mannequin_detail {

/// Order of the tubes in the solid of makeAnatomy().
enum AnatomyTube : std::size_t { kTorsoTube, kNeckTube, kLegTube, kFootTube, kArmTube, kFaceTube };

/// A finger: knuckle and tip in the design frame, little finger (0) to index finger (3); 4 is the thumb.
struct Finger {
    Vector3d base, middle, tip;
    double baseRadius, tipRadius;
};
const std::array<Finger, 5>& fingers();

/// The left half of the neutral body in the design frame: metres, floor at y = 0.
Solid makeAnatomy();

}  // namespace ropetp::body::mannequin_detail
