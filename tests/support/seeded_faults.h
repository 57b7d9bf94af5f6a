#pragma once

#include "base/rotation.h"
#include "body/body_model.h"
#include "body/kinematics.h"
#include "body/motion_clip.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string_view>
#include <vector>

/// Damages a take in the ways that solvers fail, by seed: what a search for bad frames has to find.
namespace ropetp::testing {

enum class FaultKind { LegSwap, ArmTwist, Dropped, JointSpike, RootJump, FootSlide, KneeBackwards, ArmFrozen, DepthDrift };
inline constexpr int kFaultKindCount = 9;
inline constexpr std::array<std::string_view, kFaultKindCount> kFaultNames = {
    "leg swap", "arm twist", "dropped", "joint spike", "root jump", "foot slide", "knee backwards", "arm frozen", "depth drift"};

/// Positions in the clip's frames, half open.
struct SeededFault {
    FaultKind kind = FaultKind::LegSwap;
    std::size_t first = 0, end = 0;
};

/// Plain: as large as solvers' failures are, most begin and end at once, held poses do not move at all.
/// Soft: two thirds as large, blended in and out over several frames, and held poses tremble: no edge gives them away.
enum class FaultStyle { Plain, Soft };

class FaultSeeder {
  public:
    /// @param clip  is damaged by plant(). Needs camFromWorld.
    FaultSeeder(body::MotionClip& clip, const body::BodyModel& body, std::uint64_t seed, FaultStyle style = FaultStyle::Plain)
        : clip_(clip), original_(clip), rest_(body.restJoints(clip.betas)), random_(seed), soft_(style == FaultStyle::Soft) {}

    /// Up to `count` faults of mixed kinds, apart from each other by `gap` frames; fewer where the clip is too short.
    /// Each is one that shows: a leg swap of equal legs, or a held pose of someone who stands still, is drawn anew.
    std::vector<SeededFault> plant(int count, std::size_t gap = 8) {
        std::vector<SeededFault> faults;
        std::vector<int> kinds;
        for (int tries = 0; int(faults.size()) < count && tries < 400; ++tries) {
            if (kinds.empty()) {
                for (int k = 0; k < kFaultKindCount; ++k) kinds.push_back(k);
                std::shuffle(kinds.begin(), kinds.end(), random_);
            }
            SeededFault f;
            f.kind = FaultKind(kinds.back());
            const std::size_t length = lengthOf(f.kind), n = clip_.frames.size();
            if (n < length + 12) continue;
            f.first = 5 + std::size_t(between(0, int(n - length - 10)));
            f.end = f.first + length;
            const auto isNear = [&](const SeededFault& o) { return f.first < o.end + gap && o.first < f.end + gap; };
            const bool clear = std::none_of(faults.begin(), faults.end(), isNear);
            if (!clear || !visible(f)) {
                if (tries % 25 == 24) kinds.pop_back();
                continue;
            }
            if (!make(f)) {
                restore(f);
                if (tries % 25 == 24) kinds.pop_back();
                continue;
            }
            kinds.pop_back();
            faults.push_back(f);
        }
        std::sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        return faults;
    }

  private:
    using Joint = body::Joint;
    double uniform(double a, double b) { return std::uniform_real_distribution<double>(a, b)(random_); }
    int between(int a, int b) { return std::uniform_int_distribution<int>(a, b)(random_); }
    double size() const { return soft_ ? 0.67 : 1; }
    double sign() { return between(0, 1) ? 1 : -1; }

    std::size_t lengthOf(FaultKind kind) {
        switch (kind) {
        case FaultKind::LegSwap: return std::size_t(between(5, 30));
        case FaultKind::ArmTwist: return std::size_t(between(8, 30));
        case FaultKind::Dropped: return std::size_t(between(10, 40));
        case FaultKind::JointSpike: return std::size_t(between(1, 3));
        case FaultKind::RootJump: return std::size_t(between(4, 20));
        case FaultKind::FootSlide: return std::size_t(between(10, 25));
        case FaultKind::KneeBackwards: return std::size_t(between(4, 20));
        case FaultKind::ArmFrozen: return std::size_t(between(12, 30));
        case FaultKind::DepthDrift: return std::size_t(between(20, 40));
        }
        return 10;
    }
    bool visible(const SeededFault& f) const {
        for (std::size_t i = f.first; i < f.end; ++i)
            if (!clip_.frames[i].visible) return false;
        return true;
    }
    void restore(const SeededFault& f) {
        for (std::size_t i = f.first; i < f.end; ++i) clip_.frames[i] = original_.frames[i];
    }

    Eigen::Vector3d& turn(std::size_t i, int joint) { return clip_.frames[i].poseInWorld.axisAngleRad[std::size_t(joint)]; }
    /// In the joint's own axes.
    void turnBy(std::size_t i, int joint, const Eigen::Vector3d& axisAngle) {
        turn(i, joint) = axisAngleFromQuaternion(quaternionFromAxisAngle(turn(i, joint)) * quaternionFromAxisAngle(axisAngle));
    }
    /// Rises from 0 to 1 over `frames` at both ends of the fault.
    static double ease(const SeededFault& f, std::size_t i, int frames) {
        const double in = double(i - f.first + 1) / (frames + 1), out = double(f.end - i) / (frames + 1);
        return std::min({1.0, in, out});
    }
    static Eigen::Vector3d between(const Eigen::Vector3d& a, const Eigen::Vector3d& b, double t) {
        return axisAngleFromQuaternion(quaternionFromAxisAngle(a).slerp(t, quaternionFromAxisAngle(b)));
    }
    /// Farthest that a joint went from where it was, metres, averaged over the fault: does it show?
    double moved(const SeededFault& f) const {
        double sum = 0;
        for (std::size_t i = f.first; i < f.end; ++i) {
            const auto a = body::jointPositions(rest_, clip_.frames[i].poseInWorld), b = body::jointPositions(rest_, original_.frames[i].poseInWorld);
            sum += (a - b).rowwise().norm().maxCoeff();
        }
        return sum / double(f.end - f.first);
    }
    /// Soft faults are blended with the original; camera poses follow the world's.
    void finish(const SeededFault& f) {
        const int blend = soft_ ? int(std::min<std::size_t>(3, (f.end - f.first) / 3)) : 0;
        std::normal_distribution<double> tremble(0, 0.002);
        for (std::size_t i = f.first; i < f.end; ++i) {
            const double part = ease(f, i, blend);
            auto& pose = clip_.frames[i].poseInWorld;
            const auto& before = original_.frames[i].poseInWorld;
            for (std::size_t j = 0; soft_ && j < pose.axisAngleRad.size(); ++j) {
                if (pose.axisAngleRad[j] == before.axisAngleRad[j]) continue;
                const double x = tremble(random_), y = tremble(random_), z = tremble(random_);
                pose.axisAngleRad[j] = between(before.axisAngleRad[j], pose.axisAngleRad[j], part) + Eigen::Vector3d(x, y, z);
            }
            if (soft_) pose.translationM = (1 - part) * before.translationM + part * pose.translationM;
            clip_.frames[i].poseInCam = body::transformed(pose, clip_.camFromWorldAt(i), rest_);
        }
    }

    bool make(const SeededFault& f) {
        const bool made = damage(f);
        finish(f);
        return made;
    }
    bool damage(const SeededFault& f) {
        switch (f.kind) {
        case FaultKind::LegSwap: return swapLegs(f);
        case FaultKind::ArmTwist: return twistArm(f);
        case FaultKind::Dropped: return drop(f, 0, body::kJointCount, true);
        case FaultKind::JointSpike: return spike(f);
        case FaultKind::RootJump: return jump(f);
        case FaultKind::FootSlide: return slide(f);
        case FaultKind::KneeBackwards: return bendKnee(f);
        case FaultKind::ArmFrozen: return freezeArm(f);
        case FaultKind::DepthDrift: return drift(f);
        }
        return false;
    }

    bool swapLegs(const SeededFault& f) {
        for (std::size_t i = f.first; i < f.end; ++i)
            for (const int left : {1, 4, 7, 10}) {
                const int right = body::kMirror[std::size_t(left)];
                const Eigen::Vector3d l = turn(i, left), r = turn(i, right);
                turn(i, left) = {r.x(), -r.y(), -r.z()};
                turn(i, right) = {l.x(), -l.y(), -l.z()};
            }
        return moved(f) > 0.08;
    }
    bool twistArm(const SeededFault& f) {
        const bool left = between(0, 1);
        const int joint = body::index(left ? Joint::LeftShoulder : Joint::RightShoulder), child = body::index(left ? Joint::LeftElbow : Joint::RightElbow);
        const Eigen::Vector3d bone = (rest_.row(child) - rest_.row(joint)).transpose().normalized();
        const double angle = sign() * size() * uniform(1.2, 2.6);
        const int frames = between(0, 4);
        for (std::size_t i = f.first; i < f.end; ++i)
            turnBy(i, joint, bone * angle * ease(f, i, frames));
        return true;
    }
    bool drop(const SeededFault& f, int firstJoint, int endJoint, bool root) {
        const bool hold = between(0, 1);
        const auto before = clip_.frames[f.first - 1].poseInWorld, after = clip_.frames[f.end].poseInWorld;
        for (std::size_t i = f.first; i < f.end; ++i) {
            const double t = hold ? 0 : double(i - f.first + 1) / double(f.end - f.first + 1);
            for (int j = firstJoint; j < endJoint; ++j) turn(i, j) = between(before.axisAngleRad[std::size_t(j)], after.axisAngleRad[std::size_t(j)], t);
            if (root) clip_.frames[i].poseInWorld.translationM = (1 - t) * before.translationM + t * after.translationM;
        }
        return moved(f) > 0.06;
    }
    bool spike(const SeededFault& f) {
        constexpr std::array<Joint, 8> joints = {Joint::LeftHip,      Joint::RightHip,      Joint::LeftKnee,  Joint::RightKnee,
                                                 Joint::LeftShoulder, Joint::RightShoulder, Joint::LeftElbow, Joint::RightElbow};
        const int joint = body::index(joints[std::size_t(between(0, 7))]);
        Eigen::Vector3d axis(uniform(-1, 1), uniform(-1, 1), uniform(-1, 1));
        axis.normalize();
        const double angle = size() * uniform(0.4, 1.4);
        for (std::size_t i = f.first; i < f.end; ++i) turnBy(i, joint, axis * angle);
        return moved(f) > 0.05;
    }
    bool jump(const SeededFault& f) {
        Eigen::Vector3d away(uniform(-1, 1), uniform(-0.3, 0.3), uniform(-1, 1));
        away = away.normalized() * size() * uniform(0.15, 0.6);
        for (std::size_t i = f.first; i < f.end; ++i) clip_.frames[i].poseInWorld.translationM += away;
        return true;
    }
    /// The leg swings from the hip so that a planted foot glides.
    bool slide(const SeededFault& f) {
        const int left = between(0, 1), hip = body::index(left ? Joint::LeftHip : Joint::RightHip);
        for (std::size_t i = f.first; i < f.end; ++i)
            if (clip_.frames[i].contacts[left ? 0 : 2] <= 0.5f && clip_.frames[i].contacts[left ? 1 : 3] <= 0.5f) return false;
        const double angle = sign() * size() * uniform(0.15, 0.4);
        const Eigen::Vector3d axis = Eigen::Vector3d(1, 0, uniform(-0.6, 0.6)).normalized();
        for (std::size_t i = f.first; i < f.end; ++i) {
            const double in = double(i - f.first + 1) / double(f.end - f.first), out = double(f.end - i) / 5;
            turn(i, hip) = axisAngleFromQuaternion(quaternionFromAxisAngle(axis * angle * std::min(in, out)) * quaternionFromAxisAngle(turn(i, hip)));
        }
        return true;
    }
    bool bendKnee(const SeededFault& f) {
        const int knee = body::index(between(0, 1) ? Joint::LeftKnee : Joint::RightKnee);
        const double angle = -size() * uniform(0.4, 1.1);
        for (std::size_t i = f.first; i < f.end; ++i) turn(i, knee) = between(turn(i, knee), Eigen::Vector3d(angle, 0, 0), ease(f, i, 2));
        return true;
    }
    bool freezeArm(const SeededFault& f) {
        const bool left = between(0, 1);
        const auto before = clip_.frames[f.first - 1].poseInWorld;
        for (std::size_t i = f.first; i < f.end; ++i)
            for (const int joint : {16, 18, 20, 22}) {
                const int j = left ? joint : body::kMirror[std::size_t(joint)];
                turn(i, j) = before.axisAngleRad[std::size_t(j)];
            }
        return moved(f) > 0.06;
    }
    /// Farther or nearer along the line of sight, and back.
    bool drift(const SeededFault& f) {
        const double part = sign() * size() * uniform(0.08, 0.25);
        for (std::size_t i = f.first; i < f.end; ++i) {
            const double t = double(i - f.first + 1) / double(f.end - f.first + 1);
            const Eigen::Vector3d pelvis = rest_.row(0).transpose() + original_.frames[i].poseInCam.translationM;
            const Eigen::Vector3d away = pelvis * part * std::sin(M_PI * t);
            clip_.frames[i].poseInWorld.translationM += clip_.camFromWorldAt(i).linear().transpose() * away;
        }
        return true;
    }

    body::MotionClip& clip_;
    const body::MotionClip original_;
    const body::JointPositions rest_;
    std::mt19937_64 random_;
    const bool soft_;
};

}  // namespace ropetp::testing
