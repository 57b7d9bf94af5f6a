#include "raster/rasterizer.h"

#include <algorithm>

namespace ropetp::raster {

void blend(const Layer& layer, float opacity, Image& image) {
    const int width = std::min(layer.width, image.width()), height = std::min(layer.height, image.height());
    const auto strength = std::uint32_t(std::clamp(opacity, 0.0f, 1.0f) * 256 + 0.5f);
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* from = layer.rgba.data() + std::size_t(y) * std::size_t(layer.width) * 4;
        std::uint8_t* to = image.mutablePixels() + image.strideBytes() * std::size_t(y);
        for (int x = 0; x < width; ++x, from += 4, to += 3) {
            if (!from[3]) continue;
            const std::uint32_t keep = 255 * 256 - from[3] * strength;
            for (int c = 0; c < 3; ++c) to[c] = std::uint8_t(std::min(255u, (to[c] * keep / 255 + from[c] * strength + 128) >> 8));
        }
    }
}

}  // namespace ropetp::raster
