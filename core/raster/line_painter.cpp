#include "raster/line_painter.h"

#include <algorithm>
#include <cmath>

namespace ropetp::raster {

/// `distance` is from the outline of the shape, negative inside; the edge fades over one pixel.
template <class Distance>
void LinePainter::paint(double left, double top, double right, double bottom, const Ink& ink, Distance distance) {
    if (!std::isfinite(left + top + right + bottom)) return;
    const int x0 = int(std::max(0.0, std::floor(left - 1))), x1 = int(std::min(layer_.width - 1.0, std::ceil(right + 1)));
    const int y0 = int(std::max(0.0, std::floor(top - 1))), y1 = int(std::min(layer_.height - 1.0, std::ceil(bottom + 1)));
    layer_.used.add({x0, y0, x1 + 1, y1 + 1});
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) {
            const double coverage = std::clamp(0.5 - distance(Eigen::Vector2d(x, y)), 0.0, 1.0) * ink.alpha;
            if (coverage <= 0) continue;
            std::uint8_t* p = layer_.rgba.data() + 4 * (std::size_t(y) * std::size_t(layer_.width) + std::size_t(x));
            for (int c = 0; c < 3; ++c) p[c] = std::uint8_t(std::lround(255 * ink.srgb[c] * coverage + p[c] * (1 - coverage)));
            p[3] = std::uint8_t(std::lround(255 * coverage + p[3] * (1 - coverage)));
        }
}

void LinePainter::line(const Eigen::Vector2d& from, const Eigen::Vector2d& to, double width, const Ink& ink) {
    const Eigen::Vector2d along = to - from;
    const double length2 = along.squaredNorm(), half = width / 2;
    paint(std::min(from.x(), to.x()) - half, std::min(from.y(), to.y()) - half, std::max(from.x(), to.x()) + half, std::max(from.y(), to.y()) + half, ink,
          [&](const Eigen::Vector2d& p) {
              const double t = length2 > 0 ? std::clamp((p - from).dot(along) / length2, 0.0, 1.0) : 0.0;
              return (p - from - t * along).norm() - half;
          });
}

void LinePainter::disc(const Eigen::Vector2d& centre, double radius, const Ink& ink) { line(centre, centre, 2 * radius, ink); }

void LinePainter::ring(const Eigen::Vector2d& centre, double radius, double width, const Ink& ink) {
    const double outer = radius + width / 2;
    paint(centre.x() - outer, centre.y() - outer, centre.x() + outer, centre.y() + outer, ink,
          [&](const Eigen::Vector2d& p) { return std::abs((p - centre).norm() - radius) - width / 2; });
}

void LinePainter::rectangle(const Eigen::Vector2d& a, const Eigen::Vector2d& b, double width, const Ink& ink) {
    line(a, {b.x(), a.y()}, width, ink);
    line({b.x(), a.y()}, b, width, ink);
    line(b, {a.x(), b.y()}, width, ink);
    line({a.x(), b.y()}, a, width, ink);
}

}  // namespace ropetp::raster
