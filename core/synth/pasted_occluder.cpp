#include "synth/pasted_occluder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace ropetp::synth {
namespace {

constexpr float kBlotchPx = 16;   ///< of the coarsest ones
constexpr int kOctaves = 3;

/// 0..1 at a lattice point.
float hashed(std::uint64_t seed, int x, int y, int channel) {
    std::uint64_t h = seed + 0x9E3779B97F4A7C15ull * std::uint64_t(std::uint32_t(x)) + 0xC2B2AE3D27D4EB4Full * std::uint64_t(std::uint32_t(y)) + std::uint64_t(channel) * 0x165667B19E3779F9ull;
    h ^= h >> 31;
    h *= 0x7FB5D329728EA185ull;
    h ^= h >> 27;
    h *= 0x81DADEF4BC2DD44Dull;
    return float((h ^ (h >> 33)) >> 40) / float(1 << 24);
}

float noise(std::uint64_t seed, float x, float y, int channel) {
    float sum = 0, weight = 0;
    for (int octave = 0; octave < kOctaves; ++octave) {
        const float cell = kBlotchPx / float(1 << octave), w = 1 / float(1 << octave);
        const float u = x / cell, v = y / cell;
        const int i = int(std::floor(u)), j = int(std::floor(v));
        const float a = u - float(i), b = v - float(j);
        const auto at = [&](int dx, int dy) { return hashed(seed + std::uint64_t(octave), i + dx, j + dy, channel); };
        sum += w * ((1 - b) * ((1 - a) * at(0, 0) + a * at(1, 0)) + b * ((1 - a) * at(0, 1) + a * at(1, 1)));
        weight += w;
    }
    return sum / weight;
}

std::array<std::uint8_t, 3> meanOf(const Image& picture) {
    std::array<double, 3> sum{};
    const std::size_t pixels = std::size_t(picture.width()) * std::size_t(picture.height());
    for (std::size_t i = 0; i < 3 * pixels; ++i) sum[i % 3] += picture.pixels()[i];
    std::array<std::uint8_t, 3> mean{};
    for (std::size_t c = 0; c < 3; ++c) mean[c] = std::uint8_t(std::lround(sum[c] / double(std::max<std::size_t>(1, pixels))));
    return mean;
}

}  // namespace

bool PastedOccluder::covers(const Eigen::Vector2f& px) const {
    const Eigen::Vector2f d = px - at;
    return shape == Shape::Disc ? d.norm() < sizePx / 2 : d.cwiseAbs().maxCoeff() < sizePx / 2;
}

Image pasted(const Image& picture, const PastedOccluder& o) {
    Image out = picture.deepCopy();
    if (picture.isNull() || !(o.sizePx > 0)) return out;
    const auto mean = meanOf(picture);
    const float half = o.sizePx / 2;
    const int left = std::max(0, int(std::floor(o.at.x() - half))), right = std::min(picture.width() - 1, int(std::ceil(o.at.x() + half)));
    const int top = std::max(0, int(std::floor(o.at.y() - half))), bottom = std::min(picture.height() - 1, int(std::ceil(o.at.y() + half)));
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            if (!o.covers({float(x), float(y)})) continue;
            std::uint8_t* px = out.mutablePixels() + std::size_t(y) * out.strideBytes() + std::size_t(x) * 3;
            for (int c = 0; c < 3; ++c) {
                // Contrast is lost where noises are added: it is stretched again.
                const float v = std::clamp(0.5f + 1.8f * (noise(o.seed, float(x), float(y), c) - 0.5f), 0.f, 1.f);
                px[c] = o.fill == PastedOccluder::Fill::Texture ? std::uint8_t(std::lround(255 * v)) : mean[std::size_t(c)];
            }
        }
    return out;
}

}  // namespace ropetp::synth
