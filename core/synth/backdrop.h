#pragma once

#include "base/pinhole_camera.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <cstdint>
#include <span>
#include <vector>

namespace ropetp::synth {

/// A round soft shadow on the floor.
struct FloorShadow {
    Eigen::Vector2d at;      ///< (x, z) of the world
    double radiusM = 0.3;
    double strength = 0.5;   ///< 0..1 in its middle
};

/// A paved yard with a wall behind it and sky above, drawn ray by ray. Linear RGB, 3 floats a pixel.
class Backdrop {
  public:
    Backdrop(const PinholeCamera& camera, const Eigen::Isometry3d& camFromWorld, std::uint64_t seed);
    /// The picture with shadows.
    void draw(std::span<const FloorShadow> shadows, std::vector<float>& linear) const;

  private:
    PinholeCamera camera_;
    Eigen::Isometry3d worldFromCam_;
    std::vector<float> still_;       ///< without shadows
    std::vector<Eigen::Vector2f> floor_;   ///< where a pixel's ray meets the floor; NaN elsewhere
};

}  // namespace ropetp::synth
