#include "train/people/augmentation.h"

#include <algorithm>
#include <cmath>

namespace ropetp::train {
namespace {

constexpr double kDegree = 3.14159265358979 / 180;
constexpr double kTruncatedShare = 0.15, kCoveredShare = 0.4;

}  // namespace

void unsettle(track::CropRegion& crop, std::mt19937_64& random) {
    std::uniform_real_distribution<double> uniform(0, 1);
    std::normal_distribution<double> normal;
    crop.angleRad += float(9 * kDegree * normal(random));
    const bool truncated = uniform(random) < kTruncatedShare;
    const double size = truncated ? 0.45 + 0.4 * uniform(random) : std::exp(0.12 * normal(random));
    const double shift = truncated ? 0.2 : 0.04;
    crop.size *= float(size);
    const double x = normal(random), y = normal(random);
    crop.centre += float(shift) * crop.size * Eigen::Vector2f(float(x), float(y));
}

void recolour(Image& crop, std::mt19937_64& random) {
    std::uniform_real_distribution<float> uniform(-1, 1);
    const float gamma = std::exp(0.3f * uniform(random)), all = 1 + 0.25f * uniform(random), lift = 15 * uniform(random);
    std::array<std::array<std::uint8_t, 256>, 3> curve;
    for (auto& channel : curve) {
        const float gain = all * (1 + 0.15f * uniform(random));
        for (int v = 0; v < 256; ++v) channel[std::size_t(v)] = std::uint8_t(std::clamp(255 * gain * std::pow(float(v) / 255, gamma) + lift, 0.f, 255.f));
    }
    std::uint8_t* p = crop.mutablePixels();
    for (std::size_t i = 0; i < crop.sizeBytes(); ++i) p[i] = curve[i % 3][p[i]];
}

void cover(RopeSample& s, std::mt19937_64& random) {
    std::uniform_real_distribution<double> uniform(0, 1);
    if (uniform(random) > kCoveredShare) return;
    const int side = s.crop.width(), patches = 1 + int(random() % 3);
    for (int n = 0; n < patches; ++n) {
        const int w = int(side * (0.08 + 0.25 * uniform(random))), h = int(side * (0.08 + 0.25 * uniform(random)));
        const int x0 = int(uniform(random) * (side - w)), y0 = int(uniform(random) * (side - h));
        std::array<std::uint8_t, 3> colour;
        for (auto& c : colour) c = std::uint8_t(random() & 255);
        for (int y = y0; y < y0 + h; ++y)
            for (int x = x0; x < x0 + w; ++x)
                for (std::size_t c = 0; c < 3; ++c) s.crop.mutablePixels()[s.crop.strideBytes() * std::size_t(y) + 3 * std::size_t(x) + c] = std::uint8_t(std::clamp(int(colour[c]) + int(random() % 31) - 15, 0, 255));
        for (int j = 0; j < body::kJointCount; ++j) {
            const float x = (s.joints2d(j, 0) + 1) * float(side) / 2 - 0.5f, y = (s.joints2d(j, 1) + 1) * float(side) / 2 - 0.5f;
            if (x >= float(x0) && y >= float(y0) && x < float(x0 + w) && y < float(y0 + h)) s.visible[std::size_t(j)] = 0;
        }
        for (int y = 0; y < kPartMap; ++y)
            for (int x = 0; x < kPartMap; ++x) {
                const int px = (2 * x + 1) * side / (2 * kPartMap), py = (2 * y + 1) * side / (2 * kPartMap);
                if (px >= x0 && py >= y0 && px < x0 + w && py < y0 + h) s.parts[std::size_t(y * kPartMap + x)] = kBackground;
            }
    }
}

}  // namespace ropetp::train
