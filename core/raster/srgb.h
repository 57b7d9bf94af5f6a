#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace ropetp::raster {

/// Linear light 0..1 to an 8-bit sRGB value, by table (exact to half a step).
inline std::uint8_t srgbFromLinear(float linear) {
    static const auto table = [] {
        std::array<std::uint8_t, 4097> t{};
        for (int i = 0; i <= 4096; ++i) {
            const double v = i / 4096.0;
            const double s = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
            t[std::size_t(i)] = std::uint8_t(std::lround(255 * s));
        }
        return t;
    }();
    return table[std::size_t(std::clamp(linear, 0.0f, 1.0f) * 4096.0f + 0.5f)];
}

inline float linearFromSrgb(float srgb) {
    return srgb <= 0.04045f ? srgb / 12.92f : std::pow((srgb + 0.055f) / 1.055f, 2.4f);
}

}  // namespace ropetp::raster
