#include "synth/backdrop.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ropetp::synth {
namespace {

constexpr double kWallZ = -5.5, kWallTopM = 3.4;
constexpr double kSlabM = 0.8, kBrickW = 0.42, kBrickH = 0.16, kJointM = 0.012;

double hash(std::int64_t x, std::int64_t y, std::uint64_t seed) {
    std::uint64_t h = std::uint64_t(x) * 0x9E3779B97F4A7C15ull ^ std::uint64_t(y) * 0xC2B2AE3D27D4EB4Full ^ seed * 0x165667B19E3779F9ull;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9ull;
    h ^= h >> 32;
    return double(h >> 11) / 9007199254740992.0;
}

/// Value noise, 0..1.
double noise(double x, double y, std::uint64_t seed) {
    const double fx = std::floor(x), fy = std::floor(y);
    const auto ix = std::int64_t(fx), iy = std::int64_t(fy);
    const auto s = [](double t) { return t * t * (3 - 2 * t); };
    const double u = s(x - fx), v = s(y - fy);
    const double a = hash(ix, iy, seed), b = hash(ix + 1, iy, seed), c = hash(ix, iy + 1, seed), d = hash(ix + 1, iy + 1, seed);
    return (a + u * (b - a)) * (1 - v) + (c + u * (d - c)) * v;
}

double rough(double x, double y, std::uint64_t seed) {
    return 0.5 * noise(x, y, seed) + 0.3 * noise(2.3 * x, 2.3 * y, seed + 1) + 0.2 * noise(5.9 * x, 5.9 * y, seed + 2);
}

/// How much of a joint between tiles a point lies in, blurred by the size of a pixel there.
double joint(double x, double size, double blur) {
    const double f = x / size - std::floor(x / size);
    const double off = std::min(f, 1 - f) * size;
    return std::clamp((kJointM + blur - off) / (2 * blur + 1e-6), 0.0, 1.0) * std::min(1.0, kJointM / (blur + 1e-6) + 0.15);
}

Eigen::Vector3d floorColor(double x, double z, double blur, std::uint64_t seed) {
    const double tile = hash(std::int64_t(std::floor(x / kSlabM)), std::int64_t(std::floor(z / kSlabM)), seed);
    const double grain = rough(7 * x, 7 * z, seed) - 0.5, patch = noise(0.6 * x, 0.6 * z, seed + 9) - 0.5;
    Eigen::Vector3d c = Eigen::Vector3d(0.40, 0.38, 0.35) * (0.9 + 0.18 * tile + 0.16 * grain + 0.14 * patch);
    const double j = std::max(joint(x, kSlabM, blur), joint(z, kSlabM, blur));
    return c * (1 - 0.55 * j);
}

Eigen::Vector3d wallColor(double x, double y, double blur, std::uint64_t seed) {
    const double row = std::floor(y / kBrickH);
    const double shifted = x + (std::int64_t(row) % 2 ? kBrickW / 2 : 0);
    const double brick = hash(std::int64_t(std::floor(shifted / kBrickW)), std::int64_t(row), seed + 3);
    const double grain = rough(9 * x, 9 * y, seed + 5) - 0.5;
    Eigen::Vector3d c = Eigen::Vector3d(0.42, 0.26, 0.20) * (0.80 + 0.40 * brick + 0.20 * grain);
    const double j = std::max(joint(shifted, kBrickW, blur), joint(y, kBrickH, blur));
    c = c * (1 - j) + Eigen::Vector3d(0.45, 0.43, 0.40) * j;
    // Darker where the wall meets the yard.
    return c * (0.72 + 0.28 * std::clamp(y / 0.5, 0.0, 1.0));
}

}  // namespace

Backdrop::Backdrop(const PinholeCamera& camera, const Eigen::Isometry3d& camFromWorld, std::uint64_t seed)
    : camera_(camera), worldFromCam_(camFromWorld.inverse()) {
    const std::size_t pixels = std::size_t(camera.width) * std::size_t(camera.height);
    still_.assign(3 * pixels, 0);
    const float nowhere = std::numeric_limits<float>::quiet_NaN();
    floor_.assign(pixels, Eigen::Vector2f(nowhere, nowhere));
    const Eigen::Vector3d eye = worldFromCam_.translation();
    constexpr int kSub = 3;
    for (int y = 0; y < camera.height; ++y)
        for (int x = 0; x < camera.width; ++x) {
            Eigen::Vector3d sum = Eigen::Vector3d::Zero();
            for (int s = 0; s < kSub * kSub; ++s) {
                const Eigen::Vector2d px(x + ((s % kSub) + 0.5) / kSub - 0.5, y + (double(s / kSub) + 0.5) / kSub - 0.5);
                const Eigen::Vector3d ray = worldFromCam_.linear() * camera.ray(px);
                const double toFloor = ray.y() < -1e-6 ? -eye.y() / ray.y() : 1e9;
                const double toWall = ray.z() < -1e-6 ? (kWallZ - eye.z()) / ray.z() : 1e9;
                const Eigen::Vector3d onWall = eye + toWall * ray;
                const double blur = 0.35 * std::min(toFloor, toWall) / camera.fx;
                if (toFloor < toWall) {
                    const Eigen::Vector3d p = eye + toFloor * ray;
                    const double corner = std::clamp((p.z() - kWallZ) / 0.6, 0.0, 1.0);
                    sum += floorColor(p.x(), p.z(), blur, seed) * (0.75 + 0.25 * corner);
                    if (s == kSub * kSub / 2) floor_[std::size_t(y) * std::size_t(camera.width) + std::size_t(x)] = Eigen::Vector2f(float(p.x()), float(p.z()));
                } else if (toWall < 1e8 && onWall.y() < kWallTopM) {
                    sum += wallColor(onWall.x(), onWall.y(), blur, seed);
                } else {
                    const double h = std::clamp(ray.normalized().y() * 1.6, 0.0, 1.0);
                    sum += Eigen::Vector3d(0.72, 0.80, 0.88) * (1 - h) + Eigen::Vector3d(0.35, 0.52, 0.80) * h;
                }
            }
            for (int c = 0; c < 3; ++c) still_[3 * (std::size_t(y) * std::size_t(camera.width) + std::size_t(x)) + std::size_t(c)] = float(sum[c] / (kSub * kSub));
        }
}

void Backdrop::draw(std::span<const FloorShadow> shadows, std::vector<float>& linear) const {
    linear = still_;
    for (std::size_t i = 0; i < floor_.size(); ++i) {
        if (!(floor_[i].x() == floor_[i].x())) continue;
        float light = 1;
        for (const FloorShadow& s : shadows) {
            const float d2 = (floor_[i] - s.at.cast<float>()).squaredNorm() / float(s.radiusM * s.radiusM);
            if (d2 < 6) light *= 1 - float(s.strength) * std::exp(-d2);
        }
        if (light < 1)
            for (std::size_t c = 0; c < 3; ++c) linear[3 * i + c] *= light;
    }
}

}  // namespace ropetp::synth
