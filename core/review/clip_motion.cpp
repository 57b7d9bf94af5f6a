#include "review/clip_motion.h"

#include "base/rotation.h"
#include "body/kinematics.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

constexpr double kDifferenceSec = 1.0 / 30;
constexpr double kSameTurnRad = 0.02;

bool isFinite(const body::Pose& pose) {
    for (const auto& a : pose.axisAngleRad)
        if (!a.allFinite() || a.squaredNorm() > 1e6) return false;
    return pose.translationM.allFinite() && pose.translationM.squaredNorm() < 1e12;
}

std::vector<double> times(const body::MotionClip& clip) {
    std::vector<double> t;
    t.reserve(clip.frames.size());
    bool increasing = true;
    for (const auto& f : clip.frames) {
        increasing = increasing && std::isfinite(f.ptsSec) && (t.empty() || f.ptsSec > t.back());
        t.push_back(f.ptsSec);
    }
    if (increasing) return t;
    const double fps = std::isfinite(clip.fps) && clip.fps > 0 ? clip.fps : 30;
    for (std::size_t i = 0; i < t.size(); ++i) t[i] = double(i) / fps;
    return t;
}

}  // namespace

ClipMotion clipMotion(const body::MotionClip& clip, const body::BodyModel& body) {
    ClipMotion m;
    m.count = clip.frames.size();
    m.timeSec = times(clip);
    m.stride = std::size_t(std::clamp(std::llround(kDifferenceSec / m.meanStepSec()), 1LL, 64LL));
    m.usable.resize(m.count);
    m.joints.resize(m.count);
    m.local.resize(m.count);
    m.feet.resize(m.count);
    const trajectory::FootPoints feet(body, clip.betas.allFinite() ? clip.betas : body::Betas::Zero());
    const body::Pose rest;
    const body::Pose* last = &rest;
    for (const auto& f : clip.frames)
        if (isFinite(f.poseInWorld)) {
            last = &f.poseInWorld;
            break;
        }
    for (std::size_t i = 0; i < m.count; ++i) {
        m.usable[i] = isFinite(clip.frames[i].poseInWorld);
        if (m.usable[i]) last = &clip.frames[i].poseInWorld;
        const auto frames = body::jointFrames(feet.restJoints(), *last);
        m.feet[i] = feet.at(frames);
        for (int j = 0; j < body::kJointCount; ++j) {
            m.joints[i].row(j) = frames[std::size_t(j)].translation().transpose();
            m.local[i][std::size_t(j)] = quaternionFromAxisAngle(last->axisAngleRad[std::size_t(j)]);
        }
    }
    return m;
}

bool posesDisagree(const body::MotionClip& clip) {
    for (const auto& f : clip.frames) {
        if (!isFinite(f.poseInCam) || !isFinite(f.poseInWorld)) continue;
        for (int j = 1; j < body::kJointCount; ++j) {
            const auto& a = f.poseInCam.axisAngleRad[std::size_t(j)];
            const auto& b = f.poseInWorld.axisAngleRad[std::size_t(j)];
            if ((a - b).squaredNorm() < kSameTurnRad * kSameTurnRad) continue;
            if (quaternionFromAxisAngle(a).angularDistance(quaternionFromAxisAngle(b)) > kSameTurnRad) return true;
        }
    }
    return false;
}

body::MotionClip seenFromCamera(const body::MotionClip& clip, const body::BodyModel& body) {
    body::MotionClip out = clip;
    const auto rest = body.restJoints(clip.betas);
    for (std::size_t i = 0; i < out.frames.size(); ++i)
        out.frames[i].poseInWorld = body::transformed(clip.frames[i].poseInCam, clip.camFromWorldAt(i).inverse(), rest);
    return out;
}

body::MotionClip seenFromWorld(const body::MotionClip& clip, const body::BodyModel& body) {
    body::MotionClip out = clip;
    const auto rest = body.restJoints(clip.betas);
    for (std::size_t i = 0; i < out.frames.size(); ++i)
        out.frames[i].poseInCam = body::transformed(clip.frames[i].poseInWorld, clip.camFromWorldAt(i), rest);
    return out;
}

}  // namespace ropetp::review
