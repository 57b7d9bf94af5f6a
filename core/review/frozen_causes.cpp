#include "base/rotation.h"
#include "review/causes.h"
#include "review/robust.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

/// Measured motion never keeps a velocity to this: a share of the joint's usual change of velocity, and rounding.
constexpr double kShareOfUsual = 0.02, kRoundingRad = 3e-6, kRoundingM = 3e-6;
/// Joints that change their velocity less than this have nothing to freeze.
constexpr double kLeastUsual = 5e-5;
/// A take that stands still so often was made by hand or is at rest.
constexpr double kMostShare = 0.4;
constexpr double kHalfSec = 0.14, kPower = 3;
constexpr std::size_t kLeastFrames = 4;

/// Change of velocity from frame to frame, of the turn itself or of its axis-angle, whichever is smaller: both
/// kinds of interpolation occur.
std::vector<double> changes(const body::MotionClip& clip, const ClipMotion& m, int joint) {
    const auto k = std::size_t(joint);
    std::vector<double> out(m.count, 1e9);
    for (std::size_t i = 1; i + 1 < m.count; ++i) {
        const Eigen::Vector3d before = axisAngleFromQuaternion(m.local[i - 1][k].conjugate() * m.local[i][k]);
        const Eigen::Vector3d after = axisAngleFromQuaternion(m.local[i][k].conjugate() * m.local[i + 1][k]);
        const auto vector = [&](std::size_t f) -> const Eigen::Vector3d& { return clip.frames[f].poseInWorld.axisAngleRad[k]; };
        const double turn = (after - before).norm(), plain = (vector(i + 1) - 2 * vector(i) + vector(i - 1)).norm();
        out[i] = std::isfinite(plain) ? std::min(turn, plain) : turn;
    }
    return out;
}

std::vector<double> rootChanges(const ClipMotion& m) {
    std::vector<double> out(m.count, 1e9);
    for (std::size_t i = 1; i + 1 < m.count; ++i) out[i] = (m.fromPelvis(i + 1, 0) - 2 * m.fromPelvis(i, 0) + m.fromPelvis(i - 1, 0)).norm();
    return out;
}

void raiseFrozen(const body::MotionClip& clip, const ClipMotion& m, const std::vector<double>& change, double rounding, int joint, Quality& quality) {
    if (m.count < 3) return;
    const double usual = quantile({change.begin() + 1, change.end() - 1}, 0.5);
    if (usual < kLeastUsual) return;
    const double least = std::max(rounding, kShareOfUsual * usual);
    std::size_t frozen = 0;
    for (const double c : change) frozen += c < least;
    if (double(frozen) > kMostShare * double(m.count)) return;
    for (std::size_t i = 1; i + 1 < m.count;) {
        std::size_t end = i;
        while (end + 1 < m.count && change[end] < least && clip.frames[end].visible) ++end;
        if (end - i >= kLeastFrames) {
            const double bad = badness(m.timeSec[end] - m.timeSec[i - 1], kHalfSec, kPower);
            for (std::size_t k = i - 1; k <= end; ++k) quality.raise(Cause::Frozen, k, joint, bad);
        }
        i = std::max(end, i + 1);
    }
}

}  // namespace

void addFrozen(const body::MotionClip& clip, const ClipMotion& m, Quality& quality) {
    for (int j = 0; j < body::kJointCount; ++j) raiseFrozen(clip, m, changes(clip, m, j), kRoundingRad, j, quality);
    raiseFrozen(clip, m, rootChanges(m), kRoundingM, 0, quality);
}

}  // namespace ropetp::review
