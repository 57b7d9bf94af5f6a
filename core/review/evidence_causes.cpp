#include "review/causes.h"
#include "review/robust.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

constexpr double kSure = 0.3;           ///< from here on a joint is trusted
/// Doubt alone is no proof, as a hidden limb is often right; a sudden doubt about a joint that is usually seen is more.
constexpr double kMostDoubt = 0.35, kMostDrop = 0.5;
constexpr double kGoodShare = 0.6, kBadShare = 0.2;   ///< of the joint's usual confidence
/// Single doubtful frames are nothing: their neighbours hold them.
constexpr double kDoubtSec = 0.17;
constexpr double kHalfMissingSec = 0.25, kMissingPower = 2;

}  // namespace

void addEvidence(const body::MotionClip& clip, const ClipMotion& m, Quality& quality) {
    // A take without any evidence says nothing about it.
    bool known = false;
    for (const auto& f : clip.frames)
        for (const float c : f.confidence) known = known || (c > 0 && c < 1);
    for (std::size_t i = 0; i < m.count; ++i)
        if (!m.usable[i]) quality.raiseAll(Cause::Missing, i, 1);
    for (int j = 0; known && j < body::kJointCount; ++j) {
        std::vector<double> values(m.count), weights(m.count), seen;
        for (std::size_t i = 0; i < m.count; ++i) {
            const auto& f = clip.frames[i];
            const float c = f.confidence[std::size_t(j)];
            weights[i] = f.visible && std::isfinite(c);
            values[i] = weights[i] > 0 ? double(c) : 0;
            if (weights[i] > 0) seen.push_back(values[i]);
        }
        const double usual = quantile(seen, 0.5);
        const auto mean = windowMean(values, weights, m.timeSec, kDoubtSec);
        for (std::size_t i = 0; i < m.count; ++i) {
            if (weights[i] <= 0) continue;
            const double doubt = std::clamp((kSure - mean[i]) / kSure, 0.0, 1.0);
            const double drop = usual > kSure ? 1 - ramp(mean[i] / usual, kBadShare, kGoodShare) : 0;
            quality.raise(Cause::LowConfidence, i, j, std::max(kMostDoubt * doubt, kMostDrop * drop));
        }
    }
    for (std::size_t i = 0; i < m.count;) {
        std::size_t end = i;
        while (end < m.count && !clip.frames[end].visible) ++end;
        // Before the first and after the last sighting there is nothing to fill.
        if (end > i && i > 0 && end < m.count) {
            const double bad = badness(m.timeSec[end] - m.timeSec[i - 1], kHalfMissingSec, kMissingPower);
            for (std::size_t k = i; k < end; ++k) quality.raiseAll(Cause::Missing, k, bad);
        }
        i = std::max(end, i + 1);
    }
}

}  // namespace ropetp::review
