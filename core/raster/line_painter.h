#pragma once

#include "raster/rasterizer.h"

#include <Eigen/Core>

namespace ropetp::raster {

/// sRGB 0..1 with opacity.
struct Ink {
    Eigen::Vector3f srgb{1, 1, 1};
    float alpha = 1;
};

/// Anti-aliased 2D drawing on top of a layer (its depth and faces stay). Coordinates are pixels of the
/// layer, integers at pixel centres; what lies outside is cut off. Not thread-safe.
class LinePainter {
  public:
    explicit LinePainter(Layer& layer) : layer_(layer) {}

    void line(const Eigen::Vector2d& from, const Eigen::Vector2d& to, double width, const Ink& ink);
    void disc(const Eigen::Vector2d& centre, double radius, const Ink& ink);
    void ring(const Eigen::Vector2d& centre, double radius, double width, const Ink& ink);
    void rectangle(const Eigen::Vector2d& topLeft, const Eigen::Vector2d& bottomRight, double width, const Ink& ink);

  private:
    template <class Distance>
    void paint(double left, double top, double right, double bottom, const Ink& ink, Distance distance);
    Layer& layer_;
};

}  // namespace ropetp::raster
