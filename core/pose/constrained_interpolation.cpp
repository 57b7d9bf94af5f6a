#include "pose/constrained_interpolation.h"

#include "base/rotation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::pose {
namespace {

bool holds(const HeldPose& h, int joint) { return joint < 0 ? h.place : h.joints[std::size_t(joint)]; }

double cosineFalloff(double distanceSec, double reachSec) {
    if (distanceSec <= 0) return 1;
    if (distanceSec >= reachSec) return 0;
    return 0.5 * (1 + std::cos(std::numbers::pi * distanceSec / reachSec));
}

/// Held poses that lie in `frames`, with their differences from the frames there.
class Carrier {
  public:
    Carrier(std::span<const body::MotionFrame> frames, std::span<const HeldPose> held) : frames_(frames) {
        for (const HeldPose& h : held) {
            const auto i = h.frame.value - frames.front().frame.value;
            if (i < 0 || i >= std::int64_t(frames.size())) continue;
            held_.push_back(h);
            at_.push_back(std::size_t(i));
        }
    }

    std::vector<body::Pose> carried() const {
        std::vector<body::Pose> out;
        out.reserve(frames_.size());
        for (const auto& f : frames_) out.push_back(f.poseInCam);
        for (int joint = -1; joint < body::kJointCount; ++joint) carry(joint, out);
        return out;
    }

  private:
    Eigen::Vector3d turnAt(int k, int joint) const {
        const auto j = std::size_t(joint);
        const Eigen::Quaterniond from = quaternionFromAxisAngle(frames_[at_[std::size_t(k)]].poseInCam.axisAngleRad[j]);
        return axisAngleFromQuaternion(from.conjugate() * quaternionFromAxisAngle(held_[std::size_t(k)].poseInCam.axisAngleRad[j]));
    }
    Eigen::Vector3d moveAt(int k) const { return held_[std::size_t(k)].poseInCam.translationM - frames_[at_[std::size_t(k)]].poseInCam.translationM; }

    void carry(int joint, std::vector<body::Pose>& out) const {
        if (std::none_of(held_.begin(), held_.end(), [&](const HeldPose& h) { return holds(h, joint); })) return;
        for (std::size_t i = 0; i < frames_.size(); ++i) {
            const HeldShares s = heldShares(held_, joint, frames_[i].ptsSec);
            if (s.sum() <= 0) continue;
            if (joint < 0) {
                Eigen::Vector3d move = Eigen::Vector3d::Zero();
                if (s.before >= 0) move += s.shareBefore * moveAt(s.before);
                if (s.after >= 0) move += s.shareAfter * moveAt(s.after);
                out[i].translationM += move;
                continue;
            }
            auto& a = out[i].axisAngleRad[std::size_t(joint)];
            a = axisAngleFromQuaternion(quaternionFromAxisAngle(a) * quaternionFromAxisAngle(turn(s, joint)));
        }
        // Sums of shares and rounding must not touch what is held.
        for (std::size_t k = 0; k < held_.size(); ++k) {
            if (!holds(held_[k], joint)) continue;
            if (joint < 0) out[at_[k]].translationM = held_[k].poseInCam.translationM;
            else out[at_[k]].axisAngleRad[std::size_t(joint)] = held_[k].poseInCam.axisAngleRad[std::size_t(joint)];
        }
    }

    Eigen::Vector3d turn(const HeldShares& s, int joint) const {
        if (s.before < 0 || s.shareBefore <= 0) return s.shareAfter * turnAt(s.after, joint);
        if (s.after < 0 || s.shareAfter <= 0) return s.shareBefore * turnAt(s.before, joint);
        const Eigen::Quaterniond a = quaternionFromAxisAngle(turnAt(s.before, joint)), b = quaternionFromAxisAngle(turnAt(s.after, joint));
        return std::min(1.0, s.sum()) * axisAngleFromQuaternion(a.slerp(s.shareAfter / s.sum(), b));
    }

    std::span<const body::MotionFrame> frames_;
    std::vector<HeldPose> held_;
    std::vector<std::size_t> at_;    ///< position of each in frames_
};

}  // namespace

HeldShares heldShares(std::span<const HeldPose> held, int joint, double ptsSec) {
    HeldShares s;
    for (int k = 0; k < int(held.size()); ++k) {
        if (!holds(held[std::size_t(k)], joint)) continue;
        if (held[std::size_t(k)].ptsSec <= ptsSec) {
            s.before = k;
        } else {
            s.after = k;
            break;
        }
    }
    const auto reach = [&](double wanted) {
        if (s.before < 0 || s.after < 0) return wanted;
        return std::min(wanted, held[std::size_t(s.after)].ptsSec - held[std::size_t(s.before)].ptsSec);
    };
    if (s.before >= 0) s.shareBefore = cosineFalloff(ptsSec - held[std::size_t(s.before)].ptsSec, reach(held[std::size_t(s.before)].afterSec));
    if (s.after >= 0) s.shareAfter = cosineFalloff(held[std::size_t(s.after)].ptsSec - ptsSec, reach(held[std::size_t(s.after)].beforeSec));
    return s;
}

std::vector<body::Pose> interpolateHeld(std::span<const body::MotionFrame> frames, std::span<const HeldPose> held) {
    if (frames.empty()) return {};
    return Carrier(frames, held).carried();
}

}  // namespace ropetp::pose
