#include "track/appearance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ropetp::track {

namespace {

using Histogram = Appearance::Histogram;

void add(Histogram& h, const std::uint8_t* rgb) {
    const float r = rgb[0], g = rgb[1], b = rgb[2];
    const float most = std::max({r, g, b}), least = std::min({r, g, b}), range = most - least;
    // Dark pixels have no reliable hue.
    const float saturation = most > 0 ? range / most : 0;
    if (most < 40 || saturation < 0.18f) {
        const int grey = std::min(Appearance::kGreys - 1, int(most / 256 * Appearance::kGreys));
        h[Appearance::kHues * Appearance::kSaturations + grey] += 1;
        return;
    }
    float hue = most == r ? (g - b) / range : most == g ? 2 + (b - r) / range : 4 + (r - g) / range;
    if (hue < 0) hue += 6;
    const int hueBin = std::min(Appearance::kHues - 1, int(hue / 6 * Appearance::kHues));
    const int satBin = std::min(Appearance::kSaturations - 1, int((saturation - 0.18f) / 0.82f * Appearance::kSaturations));
    h[hueBin * Appearance::kSaturations + satBin] += 1;
}

/// Samples a grid over the quadrangle a-b-c-d (a-b on top, d-c below), shrunk towards its middle.
Histogram sampleQuad(const Image& image, const Eigen::Vector2f& a, const Eigen::Vector2f& b, const Eigen::Vector2f& c,
                     const Eigen::Vector2f& d) {
    constexpr int kGrid = 24;
    Histogram h{};
    float count = 0;
    for (int i = 0; i < kGrid; ++i)
        for (int j = 0; j < kGrid; ++j) {
            const float u = 0.1f + 0.8f * float(i) / (kGrid - 1), v = 0.05f + 0.9f * float(j) / (kGrid - 1);
            const Eigen::Vector2f p = (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * d + u * c);
            const int x = int(std::lround(p.x())), y = int(std::lround(p.y()));
            if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) continue;
            add(h, image.row(y) + 3 * x);
            ++count;
        }
    if (count < kGrid * kGrid / 4) return {};
    for (float& f : h) f /= count;
    return h;
}

double total(const Histogram& h) { return std::accumulate(h.begin(), h.end(), 0.0); }

double bhattacharyya(const Histogram& a, const Histogram& b) {
    double sum = 0;
    for (int i = 0; i < Appearance::kBins; ++i) sum += std::sqrt(double(a[i]) * b[i]);
    return sum;
}

void blendPart(Histogram& known, const Histogram& seen, float weight) {
    if (total(seen) == 0) return;
    if (total(known) == 0) weight = 1;
    for (int i = 0; i < Appearance::kBins; ++i) known[i] += weight * (seen[i] - known[i]);
}

}  // namespace

bool Appearance::isKnown() const { return total(torso) > 0 || total(legs) > 0; }

Appearance appearanceOf(const Image& image, const PoseSketch& s) {
    Appearance a;
    if (image.isNull()) return a;
    const auto sees = [&](int k) { return s.confidence[k] >= 0.3f; };
    if (sees(coco::LeftShoulder) && sees(coco::RightShoulder) && sees(coco::LeftHip) && sees(coco::RightHip)) {
        // Seen from the side the quadrangle is a line: give it the width of a torso.
        Eigen::Vector2f ls = s.points[coco::LeftShoulder], rs = s.points[coco::RightShoulder];
        Eigen::Vector2f lh = s.points[coco::LeftHip], rh = s.points[coco::RightHip];
        const float least = 0.3f * ((ls + rs) / 2 - (lh + rh) / 2).norm();
        if ((ls - rs).norm() < least) {
            const Eigen::Vector2f along = ((lh + rh) - (ls + rs)).normalized(), side(along.y() * least / 2, -along.x() * least / 2);
            const Eigen::Vector2f top = (ls + rs) / 2, bottom = (lh + rh) / 2;
            ls = top + side, rs = top - side, lh = bottom + side, rh = bottom - side;
        }
        a.torso = sampleQuad(image, ls, rs, rh, lh);
    }
    if (sees(coco::LeftHip) && sees(coco::RightHip) && (sees(coco::LeftKnee) || sees(coco::RightKnee))) {
        const int hip = sees(coco::LeftKnee) ? coco::LeftHip : coco::RightHip;
        const int knee = sees(coco::LeftKnee) ? coco::LeftKnee : coco::RightKnee;
        const Eigen::Vector2f top = s.points[hip], bottom = s.points[knee], along = bottom - top;
        const Eigen::Vector2f side = Eigen::Vector2f(along.y(), -along.x()) * 0.12f;
        a.legs = sampleQuad(image, top + side, top - side, bottom - side, bottom + side);
    }
    return a;
}

double appearanceSimilarity(const Appearance& a, const Appearance& b) {
    double sum = 0, weight = 0;
    if (total(a.torso) > 0 && total(b.torso) > 0) sum += 0.6 * bhattacharyya(a.torso, b.torso), weight += 0.6;
    if (total(a.legs) > 0 && total(b.legs) > 0) sum += 0.4 * bhattacharyya(a.legs, b.legs), weight += 0.4;
    return weight > 0 ? sum / weight : -1;
}

void blend(Appearance& known, const Appearance& seen, float weight) {
    blendPart(known.torso, seen.torso, weight);
    blendPart(known.legs, seen.legs, weight);
}

}  // namespace ropetp::track
