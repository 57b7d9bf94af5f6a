#include "track/pose_sketch.h"

#include <algorithm>
#include <cmath>

namespace ropetp::track {

namespace {

/// BlazePose's index of each COCO point.
constexpr std::array<int, kSketchPoints> kBlazeOfCoco = {0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28};

/// Tolerance of each point relative to the person's size (COCO's k = 2 sigma, doubled: predictions
/// over some frames are compared here, not annotations).
constexpr std::array<double, kSketchPoints> kTolerance = {0.10, 0.10, 0.10, 0.14, 0.14, 0.32, 0.32, 0.29, 0.29,
                                                          0.25, 0.25, 0.43, 0.43, 0.35, 0.35, 0.36, 0.36};

double intersection(const Box& a, const Box& b) {
    const double w = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const double h = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

}  // namespace

Box boxAround(const Landmarks& l, int imageWidth, int imageHeight) {
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    const auto take = [&](int i) {
        const double x = std::clamp<double>(l.px[i].x(), 0, imageWidth - 1), y = std::clamp<double>(l.px[i].y(), 0, imageHeight - 1);
        x0 = std::min(x0, x), x1 = std::max(x1, x), y0 = std::min(y0, y), y1 = std::max(y1, y);
    };
    for (int i = 0; i < kLandmarkCount; ++i)
        if (l.presence[i] > 0.5f) take(i);
    if (x1 < x0)
        for (int i = 0; i < kLandmarkCount; ++i) take(i);
    // Landmarks end at the ears and the wrists: the head and the outline lie beyond them.
    const double margin = 0.06 * std::max(x1 - x0, y1 - y0) + 2;
    x0 = std::max(0.0, x0 - margin), y0 = std::max(0.0, y0 - 1.5 * margin);
    x1 = std::min<double>(imageWidth - 1, x1 + margin), y1 = std::min<double>(imageHeight - 1, y1 + margin);
    return {x0, y0, std::max(1.0, x1 - x0), std::max(1.0, y1 - y0)};
}

PoseSketch sketchOf(const Landmarks& l, int imageWidth, int imageHeight) {
    PoseSketch s;
    s.box = boxAround(l, imageWidth, imageHeight);
    for (int k = 0; k < kSketchPoints; ++k) {
        const int b = kBlazeOfCoco[k];
        s.points[k] = l.px[b];
        const bool inside = l.px[b].x() >= 0 && l.px[b].y() >= 0 && l.px[b].x() < imageWidth && l.px[b].y() < imageHeight;
        s.confidence[k] = inside ? std::min(l.visibility[b], l.presence[b]) : 0.f;
    }
    return s;
}

double overlap(const Box& a, const Box& b) {
    const double i = intersection(a, b), u = a.area() + b.area() - i;
    return u > 0 ? i / u : 0;
}

double containment(const Box& a, const Box& b) {
    const double least = std::min(a.area(), b.area());
    return least > 0 ? intersection(a, b) / least : 0;
}

double keypointSimilarity(const PoseSketch& a, const PoseSketch& b) {
    const double area = std::max(1.0, std::sqrt(a.box.area() * b.box.area()));
    double sum = 0;
    int count = 0;
    for (int k = 0; k < kSketchPoints; ++k) {
        if (a.confidence[k] < 0.2f || b.confidence[k] < 0.2f) continue;
        const double d2 = (a.points[k] - b.points[k]).squaredNorm();
        sum += std::exp(-d2 / (2 * area * kTolerance[k] * kTolerance[k]));
        ++count;
    }
    return count >= 4 ? sum / count : -1;
}

double placeSimilarity(const PoseSketch& a, const PoseSketch& b) {
    const double boxes = overlap(a.box, b.box), points = keypointSimilarity(a, b);
    return points < 0 ? boxes : 0.4 * boxes + 0.6 * points;
}

PoseSketch shifted(PoseSketch s, const Eigen::Vector2d& byPx) {
    s.box.x += byPx.x(), s.box.y += byPx.y();
    for (auto& p : s.points) p += byPx.cast<float>();
    return s;
}

}  // namespace ropetp::track
