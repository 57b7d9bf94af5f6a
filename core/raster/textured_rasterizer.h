#pragma once

#include "raster/texture.h"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ropetp::raster {

/// A lit, textured triangle mesh in camera coordinates (x right, y down, z forward, metres).
struct TexturedMesh {
    struct Triangle {
        std::array<int, 3> vertex;
        std::array<Eigen::Vector2f, 3> uv;   ///< v downwards
    };
    std::span<const Eigen::Vector3f> verticesInCam;
    std::span<const Triangle> triangles;
    std::span<const Eigen::Vector3f> light;    ///< linear RGB a vertex
    std::span<const std::uint8_t> labels;      ///< one a vertex; written to the layer
    const Texture* texture = nullptr;
    Eigen::Vector3f tint = Eigen::Vector3f::Ones();
    bool cutOut = false;                       ///< texels of less than half opacity are holes
};

/// A picture of meshes alone.
struct TexturedLayer {
    static constexpr std::uint8_t kNone = 255;
    int width = 0, height = 0;
    std::vector<std::array<float, 4>> rgba;    ///< premultiplied, linear
    std::vector<std::uint8_t> label;           ///< of the nearest surface in the pixel's middle; kNone where empty
    std::vector<float> depthM;                 ///< +inf where empty
};

/// Draws textured meshes with a z-buffer at twice the size and averages down. Triangles that reach behind
/// the camera are left out. Not thread-safe; keeps its buffers.
class TexturedRasterizer {
  public:
    /// @param pixelFromCam  3 x 3: homogeneous pixel of a camera point (intrinsics, crop included).
    const TexturedLayer& render(const Eigen::Matrix3f& pixelFromCam, int width, int height, std::span<const TexturedMesh> meshes);

  private:
    void draw(const TexturedMesh& mesh, const Eigen::Matrix3f& pixelFromCam);
    void resolve();
    TexturedLayer layer_;
    int wide_ = 0, high_ = 0;
    std::vector<std::array<float, 4>> color_;   ///< rgb, z
    std::vector<std::uint8_t> label_;
    std::vector<Eigen::Vector3f> projected_;    ///< x, y, z
};

}  // namespace ropetp::raster
