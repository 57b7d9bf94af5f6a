#include "review/causes.h"
#include "review/robust.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

using body::Joint;

/// A pair of limbs, in the frame of the joint that carries them: left joints; the right ones mirror them.
struct LimbPair {
    std::array<int, 2> left;      ///< that must jump
    std::array<int, 4> marked;    ///< that are then called exchanged, left side
    bool arms;
};
constexpr int n(Joint j) { return body::index(j); }
constexpr std::array<LimbPair, 2> kPairs = {{
    {{n(Joint::LeftKnee), n(Joint::LeftAnkle)}, {n(Joint::LeftHip), n(Joint::LeftKnee), n(Joint::LeftAnkle), n(Joint::LeftFoot)}, false},
    {{n(Joint::LeftElbow), n(Joint::LeftWrist)}, {n(Joint::LeftShoulder), n(Joint::LeftElbow), n(Joint::LeftWrist), n(Joint::LeftHand)}, true}}};

/// The jump must be one that no limb makes, and the exchange must explain it this much better than a motion.
constexpr double kLeastJumpM = 0.04, kHalfJumpM = 0.06, kJumpPower = 3;
constexpr double kBestRatio = 0.35, kWorstRatio = 0.65;
constexpr double kJumpSec = 0.04;
/// Longer ones: the person really turned, or it was wrong before.
constexpr double kLongestSec = 2.5;
constexpr double kAloneSec = 0.07;
constexpr double kLeastEvent = 0.2;

using Side = std::array<Eigen::Vector3d, 2>;
struct Placed { Side left, right; };

Placed placed(const ClipMotion& m, std::size_t i, const LimbPair& pair) {
    Eigen::Quaterniond frame = m.local[i][0];
    int base = n(Joint::Pelvis);
    if (pair.arms) {
        frame = frame * m.local[i][std::size_t(n(Joint::Spine1))] * m.local[i][std::size_t(n(Joint::Spine2))] * m.local[i][std::size_t(n(Joint::Spine3))];
        base = n(Joint::Spine3);
    }
    const auto in = [&](int j) -> Eigen::Vector3d { return frame.conjugate() * Eigen::Vector3d((m.joints[i].row(j) - m.joints[i].row(base)).transpose()); };
    Placed out;
    for (std::size_t k = 0; k < 2; ++k) {
        out.left[k] = in(pair.left[k]);
        out.right[k] = in(body::kMirror[std::size_t(pair.left[k])]);
    }
    return out;
}

double distance(const Side& a, const Side& b) { return (a[0] - b[0]).norm() + (a[1] - b[1]).norm(); }
Side mirrored(Side s) {
    for (auto& p : s) p.x() = -p.x();
    return s;
}

/// 0..1: from `a` to `b` left and right were exchanged, in place or mirrored.
double exchange(const Placed& a, const Placed& b) {
    const double same = distance(a.left, b.left) + distance(a.right, b.right);
    const double jump = same / 4;
    if (jump < kLeastJumpM) return 0;
    const double swapped = std::min(distance(a.left, b.right) + distance(a.right, b.left), distance(mirrored(a.left), b.right) + distance(mirrored(a.right), b.left));
    return badness(jump, kHalfJumpM, kJumpPower) * (1 - ramp(swapped / same, kBestRatio, kWorstRatio));
}

struct Event { std::size_t before, after; double value; };

/// The strongest exchange of each jump, in time order.
std::vector<Event> events(const body::MotionClip& clip, const ClipMotion& m, const LimbPair& pair) {
    std::vector<Placed> at(m.count);
    for (std::size_t i = 0; i < m.count; ++i) at[i] = placed(m, i, pair);
    const auto widest = std::max<std::size_t>(1, std::size_t(std::llround(kJumpSec / m.meanStepSec())));
    std::vector<Event> out;
    for (std::size_t i = 1; i < m.count; ++i) {
        for (const std::size_t width : {std::size_t(1), widest}) {
            if (i < width || !clip.frames[i].visible || !clip.frames[i - width].visible) continue;
            const double value = exchange(at[i - width], at[i]);
            if (value < kLeastEvent) continue;
            if (out.empty() || out.back().after + widest < i) out.push_back({i - width, i, value});
            else if (value > out.back().value) out.back() = {i - width, i, value};
        }
    }
    return out;
}

}  // namespace

void addFlips(const body::MotionClip& clip, const ClipMotion& m, Quality& quality) {
    for (const LimbPair& pair : kPairs) {
        const auto mark = [&](std::size_t first, std::size_t last, double value) {
            for (std::size_t i = first; i <= last; ++i)
                for (const int j : pair.marked) {
                    quality.raise(Cause::SideFlip, i, j, value);
                    quality.raise(Cause::SideFlip, i, body::kMirror[std::size_t(j)], value);
                }
        };
        const auto found = events(clip, m, pair);
        for (std::size_t e = 0; e < found.size(); ++e) {
            const bool returns = e + 1 < found.size() && m.timeSec[found[e + 1].after] - m.timeSec[found[e].after] < kLongestSec;
            if (returns) {
                mark(found[e].after, found[e + 1].before, std::max(found[e].value, found[e + 1].value));
                ++e;
                continue;
            }
            std::size_t first = found[e].before, last = found[e].after;
            while (first > 0 && m.timeSec[found[e].before] - m.timeSec[first] < kAloneSec) --first;
            while (last + 1 < m.count && m.timeSec[last] - m.timeSec[found[e].after] < kAloneSec) ++last;
            mark(first, last, found[e].value);
        }
    }
}

}  // namespace ropetp::review
