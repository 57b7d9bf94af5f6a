#pragma once

#include "raster/rasterizer.h"

namespace ropetp::raster {

/// Colour of each vertex in linear light, seen from the origin: smooth normals from the faces around it,
/// lit by `light` and a fainter light from the other side, with a soft highlight. `out`: 3 floats a vertex.
void shadeVertices(const Mesh& mesh, const Light& light, std::vector<float>& out);

}  // namespace ropetp::raster
