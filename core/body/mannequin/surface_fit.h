#pragma once

#include "body/mannequin/quad_mesh.h"

namespace ropetp::body::mannequin_detail {

/// Moves every vertex onto the solid's surface and spreads the vertices evenly along it. Seam
/// vertices stay in the mirror plane. Deterministic; the topology is untouched.
void fitToSurface(const Solid& solid, QuadMesh& mesh, int rounds);

}  // namespace ropetp::body::mannequin_detail
