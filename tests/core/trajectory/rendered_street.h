#pragma once

#include "base/image.h"
#include "base/pinhole_camera.h"
#include "base/rotation.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

/// Pictures of a place that is known exactly, seen by a camera whose way is known exactly.
namespace ropetp::testing {

inline constexpr int kWidth = 320, kHeight = 180;
inline constexpr double kDegree = std::numbers::pi / 180;
inline constexpr double kFocal = 340;

/// Smooth noise in space, 0..1, mean 0.5.
class Noise {
  public:
    explicit Noise(unsigned seed) {
        std::mt19937 rng(seed);
        std::uniform_real_distribution<float> u;
        for (auto& v : grid_) v = u(rng);
    }
    double at(const Eigen::Vector3d& p) const {
        const double x0 = std::floor(p.x()), y0 = std::floor(p.y()), z0 = std::floor(p.z());
        const double sx = ease(p.x() - x0), sy = ease(p.y() - y0), sz = ease(p.z() - z0);
        const int x = int(x0), y = int(y0), z = int(z0);
        const auto line = [&](int j, int k) { return cell(x, j, k) * (1 - sx) + cell(x + 1, j, k) * sx; };
        return (line(y, z) * (1 - sy) + line(y + 1, z) * sy) * (1 - sz) + (line(y, z + 1) * (1 - sy) + line(y + 1, z + 1) * sy) * sz;
    }

  private:
    static double ease(double t) { return t * t * (3 - 2 * t); }
    double cell(int x, int y, int z) const { return grid_[std::size_t((((z & 31) << 5 | (y & 31)) << 5) | (x & 31))]; }
    std::array<float, 32 * 32 * 32> grid_{};
};

/// How the camera stands: turned from the first frame, and where (metres; x right, y down, z forward).
struct CameraPose {
    Eigen::Matrix3d camFromFirst = Eigen::Matrix3d::Identity();
    Eigen::Vector3d place = Eigen::Vector3d::Zero();
};

inline CameraPose looking(const Eigen::Matrix3d& camFromFirst) { return {camFromFirst, Eigen::Vector3d::Zero()}; }

inline Eigen::Matrix3d yawed(double degrees) { return matrixFromAxisAngle({0, -degrees * kDegree, 0}); }
inline Eigen::Matrix3d turned(double yaw, double pitch, double roll) {
    return matrixFromAxisAngle({0, 0, -roll * kDegree}) * matrixFromAxisAngle({-pitch * kDegree, 0, 0}) * yawed(yaw);
}

/// A panorama at infinity; with a street in front: floor 1.5 m below, walls 3 m to either side, up to `streetM` ahead.
struct World {
    double contrast = 1, floorContrast = 1;
    double streetM = 0;

    double grey(const Noise& noise, const Eigen::Vector3d& ray, const Eigen::Vector3d& from, double gain) const {
        if (streetM > 0) {
            const double floor = ray.y() > 1e-6 ? (1.5 - from.y()) / ray.y() : 1e9;
            const double wall = std::abs(ray.x()) > 1e-6 ? (std::copysign(3.0, ray.x()) - from.x()) / ray.x() : 1e9;
            const double t = std::min(floor, wall);
            const Eigen::Vector3d p = from + t * ray;
            if (t * ray.norm() < 40 && p.z() < streetM && (t == floor || p.y() > -2.5 - std::sin(3 * p.z()))) {
                // A texture's detail shrinks with distance; what would be finer than a pixel is left out.
                double v = 0, sum = 0;
                for (const double scale : {1.7, 4.0, 10.0, 23.0}) {
                    const double pixels = kFocal / scale / (t * ray.z());
                    const double w = std::clamp((pixels - 3) / 4, 0.0, 1.0);
                    v += w * (noise.at(scale * p + Eigen::Vector3d(3, 11, 7)) - 0.5);
                    sum += w;
                }
                return 128 + (sum > 0 ? 300 * contrast * (t == floor ? floorContrast : 1) * gain * v / std::sqrt(sum) : 0);
            }
        }
        const Eigen::Vector3d d = ray.normalized();
        const double v = 0.45 * (noise.at(7 * d) - 0.5) + 0.45 * (noise.at(22 * d) - 0.5) + 0.35 * (noise.at(55 * d) - 0.5);
        return 128 + 220 * contrast * gain * v;
    }
};

struct Mover { double x, y, width, height; };

struct Scenario {
    int frames = 60;
    std::function<CameraPose(int)> camera = [](int) { return looking(Eigen::Matrix3d::Identity()); };
    std::function<std::vector<Mover>(int)> movers = [](int) { return std::vector<Mover>{}; };
    bool moversAreKnown = true;
    std::function<bool(int)> cut = [](int) { return false; };
    std::function<bool(int)> covered = [](int) { return false; };
    std::function<double(int)> gain = [](int) { return 1.0; };
    World world;
    double noise = 3;
    PinholeCamera camera0 = PinholeCamera::centred(kWidth, kHeight, kFocal);
};

inline Image rendered(const Scenario& s, int frame, const std::vector<Mover>& movers) {
    static const Noise noise(11);
    static const std::vector<float> sensor = [] {
        std::mt19937 rng(5);
        std::normal_distribution<float> n;
        std::vector<float> all(kWidth * kHeight + 7919);
        for (float& v : all) v = n(rng);
        return all;
    }();
    const std::size_t shift = std::size_t(frame) * 1871 % 7919;
    const CameraPose pose = s.camera(frame);
    const Eigen::Matrix3d firstFromCam = pose.camFromFirst.transpose();
    Image image(kWidth, kHeight);
    std::uint8_t* out = image.mutablePixels();
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            double v = s.covered(frame) ? 60 : s.world.grey(noise, firstFromCam * s.camera0.ray({x, y}), pose.place, s.gain(frame));
            for (const auto& m : movers)
                if (x >= m.x && x < m.x + m.width && y >= m.y && y < m.y + m.height)
                    v = 255 * noise.at(Eigen::Vector3d((x - m.x) / 6, (y - m.y) / 6, 4.5));
            v = std::clamp(v + s.noise * sensor[std::size_t(y * kWidth + x) + shift], 0.0, 255.0);
            for (int c = 0; c < 3; ++c) *out++ = std::uint8_t(std::lround(v));
        }
    return image;
}

}  // namespace ropetp::testing
