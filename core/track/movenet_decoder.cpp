#include "track/movenet_decoder.h"

#include <algorithm>
#include <cmath>

namespace ropetp::track {

namespace {

float sigmoid(float x) { return 1.f / (1.f + std::exp(-x)); }

struct Peak {
    float logit;
    int x, y;
};

std::vector<Peak> peaksOf(const MoveNetMaps& m, float leastLogit) {
    std::vector<Peak> peaks;
    for (int y = 0; y < m.height; ++y)
        for (int x = 0; x < m.width; ++x) {
            const float v = m.centre[std::size_t(y) * m.width + x];
            if (!(v >= leastLogit)) continue;
            bool highest = true;
            for (int yy = std::max(0, y - 1); yy <= std::min(m.height - 1, y + 1) && highest; ++yy)
                for (int xx = std::max(0, x - 1); xx <= std::min(m.width - 1, x + 1); ++xx)
                    if (m.centre[std::size_t(yy) * m.width + xx] > v) highest = false;
            if (highest) peaks.push_back({v, x, y});
        }
    std::sort(peaks.begin(), peaks.end(), [](const Peak& a, const Peak& b) { return a.logit > b.logit; });
    return peaks;
}

/// A position in cells that can be made an integer whatever the network said.
float bounded(float cells) { return std::isfinite(cells) ? std::clamp(cells, -1e4f, 1e4f) : -1e4f; }

/// Cells to pixels of the picture.
struct ToPicture {
    Letterbox l;
    float x(float cells) const { return (cells * MoveNetMaps::kStride - l.offsetX) / l.scale; }
    float y(float cells) const { return (cells * MoveNetMaps::kStride - l.offsetY) / l.scale; }
};

Detection decodePeak(const MoveNetMaps& m, const Peak& peak, const ToPicture& to) {
    const std::size_t cell = std::size_t(peak.y) * m.width + peak.x;
    const float h = std::max(0.f, bounded(m.boxSize[2 * cell])), w = std::max(0.f, bounded(m.boxSize[2 * cell + 1]));
    const float cy = bounded(peak.y + m.boxOffset[2 * cell]), cx = bounded(peak.x + m.boxOffset[2 * cell + 1]);
    const float top = cy - h / 2, bottom = cy + h / 2, left = cx - w / 2, right = cx + w / 2;
    Detection d;
    d.score = sigmoid(peak.logit);
    d.sketch.box = {to.x(left), to.y(top), w * MoveNetMaps::kStride / to.l.scale, h * MoveNetMaps::kStride / to.l.scale};

    // A keypoint is the strongest heat near where the centre regresses it, inside the box.
    constexpr int kRadius = 12;
    const float spread = 0.3f * float(std::min(m.width, m.height));
    for (int k = 0; k < kSketchPoints; ++k) {
        const float ry = bounded(peak.y + m.keypointFrom[34 * cell + 2 * k]);
        const float rx = bounded(peak.x + m.keypointFrom[34 * cell + 2 * k + 1]);
        float best = -1;
        std::size_t bestCell = 0;
        const int x0 = std::max({0, int(std::ceil(left)), int(rx) - kRadius}), x1 = std::min({m.width, int(std::ceil(right)), int(rx) + kRadius + 1});
        const int y0 = std::max({0, int(std::ceil(top)), int(ry) - kRadius}), y1 = std::min({m.height, int(std::ceil(bottom)), int(ry) + kRadius + 1});
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x) {
                const std::size_t c = std::size_t(y) * m.width + x;
                const float d2 = (y - ry) * (y - ry) + (x - rx) * (x - rx);
                const float heat = sigmoid(m.keypointHeat[c * kSketchPoints + k]) * std::exp(-d2 / spread);
                if (heat > best) best = heat, bestCell = c;
            }
        float px = rx, py = ry;
        if (best >= 0) {
            py = float(bestCell / m.width) + m.keypointOffset[bestCell * 34 + 2 * k];
            px = float(bestCell % m.width) + m.keypointOffset[bestCell * 34 + 2 * k + 1];
        }
        d.sketch.points[k] = {to.x(px), to.y(py)};
        d.sketch.confidence[k] = std::max(0.f, best);
    }
    return d;
}

bool isFinite(const Detection& d) {
    for (const auto& p : d.sketch.points)
        if (!p.allFinite()) return false;
    return std::isfinite(d.sketch.box.area() + d.sketch.box.x + d.sketch.box.y + d.score);
}

}  // namespace

void suppressDuplicates(std::vector<Detection>& detections) {
    std::sort(detections.begin(), detections.end(), [](const Detection& a, const Detection& b) { return a.score > b.score; });
    std::vector<Detection> kept;
    for (Detection& d : detections) {
        const bool same = std::any_of(kept.begin(), kept.end(), [&](const Detection& k) {
            // Two people may share a box; two people do not share their joints.
            return overlap(k.sketch.box, d.sketch.box) > 0.6 || keypointSimilarity(k.sketch, d.sketch) > 0.75;
        });
        if (!same) kept.push_back(std::move(d));
    }
    detections = std::move(kept);
}

std::vector<Detection> decodeMoveNet(const MoveNetMaps& maps, const Letterbox& letterbox, float leastScore, int most) {
    const float p = std::clamp(leastScore, 1e-4f, 0.9999f);
    std::vector<Detection> found;
    for (const Peak& peak : peaksOf(maps, std::log(p / (1 - p)))) {
        if (int(found.size()) >= most) break;
        Detection d = decodePeak(maps, peak, {letterbox});
        if (isFinite(d) && d.sketch.box.area() >= 1) found.push_back(std::move(d));
    }
    suppressDuplicates(found);
    return found;
}

}  // namespace ropetp::track
