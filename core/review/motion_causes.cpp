#include "base/rotation.h"
#include "review/causes.h"
#include "review/robust.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

using body::Joint;

constexpr double kBlockSec = 0.5;
/// A jerk is measured in usual jerks: the local and the take's median, and a floor that no eye sees.
constexpr double kHalfJerk = 5, kJerkPower = 3;
constexpr double kFloorM = 0.002, kRootFloorM = 0.004, kFloorRad = 0.015;
/// Away from the middle of its neighbours a thirtieth of a second before and after: an acceleration of 225 m/s^2.
constexpr double kHumanlyM = 0.125, kHumanlyRad = 1.0;
constexpr double kReferenceSec = 1.0 / 30;

/// Distance from the middle of the samples one stride before and after, at a stride of 1/30 s at most.
template <class Difference>
std::vector<double> jerks(const ClipMotion& m, Difference difference) {
    std::vector<double> out(m.count, 0.0);
    for (std::size_t i = m.stride; i + m.stride < m.count; ++i) out[i] = difference(i - m.stride, i, i + m.stride);
    return out;
}

void raiseJerks(const ClipMotion& m, const std::vector<double>& jerk, double floor, double humanly, int joint, Quality& quality) {
    const double usual = quantile(jerk, 0.5);
    const auto level = localLevel(jerk, m.timeSec, kBlockSec);
    const double step = m.meanStepSec() * double(m.stride);
    const double most = humanly * std::max(1.0, (step / kReferenceSec) * (step / kReferenceSec));
    for (std::size_t i = 0; i < m.count; ++i) {
        const double own = badness(jerk[i] / (level[i] + usual + floor), kHalfJerk, kJerkPower);
        quality.raise(Cause::Jitter, i, joint, std::max(own, badness(jerk[i], most, kJerkPower)));
    }
}

struct SpeedLimit { double metresPerSec, radPerSec; };

/// What only the fastest people reach; relative to the pelvis, which itself may move like a sprinter.
SpeedLimit speedLimit(int joint) {
    switch (Joint(joint)) {
    case Joint::Pelvis: return {9, 14};
    case Joint::LeftHip: case Joint::RightHip: return {20, 20};
    case Joint::LeftKnee: case Joint::RightKnee: return {11, 25};
    case Joint::LeftAnkle: case Joint::RightAnkle: return {17, 20};
    case Joint::LeftElbow: case Joint::RightElbow: return {11, 35};
    case Joint::LeftShoulder: case Joint::RightShoulder: return {8, 35};
    case Joint::LeftWrist: case Joint::RightWrist: return {18, 35};
    case Joint::LeftFoot: case Joint::RightFoot: case Joint::LeftHand: case Joint::RightHand: return {22, 35};
    default: return {8, 12};
    }
}

}  // namespace

void addJitter(const ClipMotion& m, Quality& quality) {
    for (int j = 0; j < body::kJointCount; ++j) {
        const auto k = std::size_t(j);
        raiseJerks(m, jerks(m, [&](std::size_t a, std::size_t i, std::size_t b) {
            const double t = (m.timeSec[i] - m.timeSec[a]) / (m.timeSec[b] - m.timeSec[a]);
            return (m.fromPelvis(i, j) - (1 - t) * m.fromPelvis(a, j) - t * m.fromPelvis(b, j)).norm();
        }), j == 0 ? kRootFloorM : kFloorM, kHumanlyM, j, quality);
        raiseJerks(m, jerks(m, [&](std::size_t a, std::size_t i, std::size_t b) {
            const double t = (m.timeSec[i] - m.timeSec[a]) / (m.timeSec[b] - m.timeSec[a]);
            const Eigen::Vector3d before = axisAngleFromQuaternion(m.local[a][k].conjugate() * m.local[i][k]);
            const Eigen::Vector3d after = axisAngleFromQuaternion(m.local[i][k].conjugate() * m.local[b][k]);
            return ((1 - t) * before - t * after).norm();
        }), kFloorRad, kHumanlyRad, j, quality);
    }
}

void addSpeed(const ClipMotion& m, Quality& quality) {
    constexpr double kPower = 4;
    for (std::size_t i = m.stride; i < m.count; ++i) {
        const std::size_t a = i - m.stride;
        const double sec = m.timeSec[i] - m.timeSec[a];
        for (int j = 0; j < body::kJointCount; ++j) {
            const SpeedLimit limit = speedLimit(j);
            const double speed = (m.fromPelvis(i, j) - m.fromPelvis(a, j)).norm() / sec;
            const double turn = m.local[a][std::size_t(j)].angularDistance(m.local[i][std::size_t(j)]) / sec;
            const double bad = std::max(badness(speed, limit.metresPerSec, kPower), badness(turn, limit.radPerSec, kPower));
            quality.raise(Cause::Speed, a, j, bad);
            quality.raise(Cause::Speed, i, j, bad);
        }
    }
}

}  // namespace ropetp::review
