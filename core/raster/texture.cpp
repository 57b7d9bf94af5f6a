#include "raster/texture.h"

#include "raster/srgb.h"

#include <algorithm>
#include <cmath>

namespace ropetp::raster {

Texture::Texture(const Eigen::Vector3f& linear) { levels_.push_back({1, 1, {{linear.x(), linear.y(), linear.z(), 1.f}}}); }

Texture::Texture(int width, int height, const std::vector<std::uint8_t>& rgba) {
    static const auto table = [] {
        std::array<float, 256> t;
        for (int i = 0; i < 256; ++i) t[std::size_t(i)] = linearFromSrgb(float(i) / 255);
        return t;
    }();
    Level level{width, height, std::vector<std::array<float, 4>>(std::size_t(width) * std::size_t(height))};
    for (std::size_t i = 0; i < level.texels.size(); ++i)
        level.texels[i] = {table[rgba[4 * i]], table[rgba[4 * i + 1]], table[rgba[4 * i + 2]], float(rgba[4 * i + 3]) / 255};
    levels_.push_back(std::move(level));
    while (levels_.back().width > 4 && levels_.back().height > 4) {
        const Level& big = levels_.back();
        Level half{big.width / 2, big.height / 2, {}};
        half.texels.resize(std::size_t(half.width) * std::size_t(half.height));
        for (int y = 0; y < half.height; ++y)
            for (int x = 0; x < half.width; ++x)
                for (std::size_t c = 0; c < 4; ++c) {
                    const auto texel = [&](int dx, int dy) { return big.texels[std::size_t(2 * y + dy) * std::size_t(big.width) + std::size_t(2 * x + dx)][c]; };
                    half.texels[std::size_t(y) * std::size_t(half.width) + std::size_t(x)][c] = (texel(0, 0) + texel(1, 0) + texel(0, 1) + texel(1, 1)) / 4;
                }
        levels_.push_back(std::move(half));
    }
}

int Texture::levelFor(float texelsPerPixel) const {
    return std::clamp(int(std::lround(std::log2(std::max(1.f, texelsPerPixel)))), 0, int(levels_.size()) - 1);
}

}  // namespace ropetp::raster
