#pragma once

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace ropetp::raster {

/// A picture on a surface with smaller copies of itself for distance. RGBA, linear light, 0..1.
class Texture {
  public:
    /// One colour everywhere.
    explicit Texture(const Eigen::Vector3f& linear);
    /// @param rgba  8-bit sRGB with straight alpha, row 0 at the top.
    Texture(int width, int height, const std::vector<std::uint8_t>& rgba);

    /// The level whose texels are about `texelsPerPixel` of the full size.
    int levelFor(float texelsPerPixel) const;
    /// Nearest texel; coordinates repeat beyond 0..1.
    const std::array<float, 4>& at(float u, float v, int level) const {
        const Level& l = levels_[std::size_t(level)];
        const int x = int((u - std::floor(u)) * float(l.width)), y = int((v - std::floor(v)) * float(l.height));
        return l.texels[std::size_t(std::min(y, l.height - 1)) * std::size_t(l.width) + std::size_t(std::min(x, l.width - 1))];
    }
    int width() const { return levels_[0].width; }
    int height() const { return levels_[0].height; }

  private:
    struct Level {
        int width, height;
        std::vector<std::array<float, 4>> texels;
    };
    std::vector<Level> levels_;
};

}  // namespace ropetp::raster
