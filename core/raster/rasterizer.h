#pragma once

#include "base/image.h"
#include "base/pinhole_camera.h"
#include "body/pose.h"
#include "raster/pixel_rect.h"

#include <Eigen/Core>

#include <cstdint>
#include <memory>
#include <vector>

namespace ropetp::raster {

/// A triangle mesh in camera coordinates, with per-vertex colour.
struct Mesh {
    const body::VertexArray& verticesInCam;  ///< V x 3, metres
    const Eigen::Matrix<int, Eigen::Dynamic, 3, Eigen::RowMajor>& faces;
    const std::vector<Eigen::Vector3f>& vertexColor;  ///< V linear RGB, or one entry for all
};

struct Light {
    Eigen::Vector3f towardsLightInCam{-0.3f, -0.8f, -0.5f};  ///< need not be unit
    float ambient = 0.35f;
    float diffuse = 0.65f;
    float specular = 0.12f;
};

/// What a pass of the rasterizer leaves: premultiplied RGBA coverage and depth, per pixel.
struct Layer {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;  ///< premultiplied sRGB, 4 bytes a pixel
    std::vector<float> depthM;       ///< nearest z, +inf where empty
    std::vector<std::int32_t> face;  ///< index of the nearest triangle over all meshes in order, -1 where empty
    PixelRect used;                  ///< all is empty outside it
};

/// A software rasterizer: exact pinhole projection (integer coordinates are pixel centres),
/// near-plane clipping, z-buffer, smooth normals, anti-aliased edges. Same picture on every machine.
/// Not thread-safe; keeps its buffers between calls.
class Rasterizer {
  public:
    Rasterizer();
    ~Rasterizer();
    Rasterizer(Rasterizer&&) noexcept;
    Rasterizer& operator=(Rasterizer&&) noexcept;

    /// @param samples  1 (fast) or 4 (2x2 supersampled) a pixel.
    /// @return to be drawn on (LinePainter) until the next call, which clears what is `used`.
    Layer& render(const PinholeCamera& camera, const std::vector<Mesh>& meshes, const Light& light, int samples);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Composites `layer` over `image` (same size) with an opacity 0..1.
void blend(const Layer& layer, float opacity, Image& image);

}  // namespace ropetp::raster
