#pragma once

#include "body/mannequin/quad_mesh.h"

namespace ropetp::body::mannequin_detail {

/// The coarse left half of the body: edge loops round trunk, head, limbs and fingers, placed roughly
/// on the anatomy's surface. The topology does not depend on any measure.
QuadMesh makeCage(const Solid& anatomy);

}  // namespace ropetp::body::mannequin_detail
