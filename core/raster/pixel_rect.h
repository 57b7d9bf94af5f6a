#pragma once

#include <algorithm>

namespace ropetp::raster {

/// Pixels x0 <= x < x1, y0 <= y < y1.
struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    bool isEmpty() const { return x1 <= x0 || y1 <= y0; }
    int width() const { return std::max(0, x1 - x0); }
    int height() const { return std::max(0, y1 - y0); }
    void add(const PixelRect& other) {
        if (other.isEmpty()) return;
        if (isEmpty()) *this = other;
        else *this = {std::min(x0, other.x0), std::min(y0, other.y0), std::max(x1, other.x1), std::max(y1, other.y1)};
    }
};

}  // namespace ropetp::raster
