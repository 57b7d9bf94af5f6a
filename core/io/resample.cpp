#include "io/resample.h"

#include "base/rotation.h"

#include <algorithm>
#include <cmath>

namespace ropetp::io {
namespace {

/// Time stamps within this share of a frame of an even grid count as even.
constexpr double kEven = 0.02;

body::Pose between(const body::Pose& a, const body::Pose& b, double t) {
    body::Pose out;
    for (int j = 0; j < body::kJointCount; ++j) {
        const auto qa = quaternionFromAxisAngle(a.axisAngleRad[std::size_t(j)]), qb = quaternionFromAxisAngle(b.axisAngleRad[std::size_t(j)]);
        out.axisAngleRad[std::size_t(j)] = axisAngleFromQuaternion(qa.slerp(t, qb));
    }
    out.translationM = a.translationM + t * (b.translationM - a.translationM);
    return out;
}

}  // namespace

EvenMotion evenMotion(const body::MotionClip& clip, double fps) {
    EvenMotion out;
    const auto& frames = clip.frames;
    if (frames.empty()) return out;
    const double start = frames.front().ptsSec, length = frames.back().ptsSec - start;
    const double own = frames.size() > 1 && length > 0 ? double(frames.size() - 1) / length : clip.fps;
    out.fps = fps > 0 ? fps : (clip.fps > 0 && std::abs(clip.fps / own - 1) < 1e-3 ? clip.fps : own);
    bool even = std::abs(out.fps / own - 1) < 1e-3;
    for (std::size_t i = 0; even && i < frames.size(); ++i) even = std::abs((frames[i].ptsSec - start) * own - double(i)) < kEven;
    if (even) {
        for (const auto& f : frames) out.posesInWorld.push_back(f.poseInWorld);
        return out;
    }
    out.resampled = true;
    const auto count = std::size_t(std::floor(length * out.fps + 1e-6)) + 1;
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double t = start + double(i) / out.fps;
        while (at + 2 < frames.size() && frames[at + 1].ptsSec <= t) ++at;
        if (at + 1 >= frames.size()) {
            out.posesInWorld.push_back(frames.back().poseInWorld);
            continue;
        }
        const double share = (t - frames[at].ptsSec) / (frames[at + 1].ptsSec - frames[at].ptsSec);
        out.posesInWorld.push_back(between(frames[at].poseInWorld, frames[at + 1].poseInWorld, std::clamp(share, 0.0, 1.0)));
    }
    return out;
}

}  // namespace ropetp::io
