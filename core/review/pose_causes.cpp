#include "base/rotation.h"
#include "pose/pose_prior.h"
#include "review/causes.h"
#include "review/robust.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::review {
namespace {

using body::Joint;

/// Excess in tolerances of the fit (0.12 rad), above what the take usually has there (another rig's knee may rest bent).
constexpr double kHalfExcess = 4, kExcessPower = 3;
/// A frame whose joints together stay below half a tolerance is not looked at joint by joint.
constexpr double kLeastEnergy = 0.125;

double excess(double energy) { return std::sqrt(2 * std::max(0.0, energy)); }

/// How far a limb turns about its own bone, and the child that gives the bone's direction. Radians each way.
struct TwistRange { Joint joint, child; double range; };
constexpr std::array<TwistRange, 15> kTwists = {{
    {Joint::LeftHip, Joint::LeftKnee, 1.0}, {Joint::RightHip, Joint::RightKnee, 1.0},
    {Joint::LeftKnee, Joint::LeftAnkle, 0.6}, {Joint::RightKnee, Joint::RightAnkle, 0.6},
    {Joint::LeftShoulder, Joint::LeftElbow, 1.9}, {Joint::RightShoulder, Joint::RightElbow, 1.9},
    {Joint::LeftElbow, Joint::LeftWrist, 1.6}, {Joint::RightElbow, Joint::RightWrist, 1.6},
    {Joint::LeftWrist, Joint::LeftHand, 1.2}, {Joint::RightWrist, Joint::RightHand, 1.2},
    {Joint::Spine1, Joint::Spine2, 0.5}, {Joint::Spine2, Joint::Spine3, 0.5}, {Joint::Spine3, Joint::Neck, 0.5},
    {Joint::Neck, Joint::Head, 1.0}, {Joint::Head, Joint::Head, 1.0}}};
constexpr double kHalfTwistRad = 0.3, kTwistPower = 3;
/// From the take's own usual twist, in its usual deviation (and what any limb may do).
constexpr double kTwistFloorRad = 0.35, kHalfUnusual = 1.6, kMostUnusual = 0.7;
/// Nearly opposite bones have no twist.
constexpr double kLeastTwistPart = 0.3;

double wrapped(double angle) { return std::remainder(angle, 2 * std::numbers::pi); }

}  // namespace

void addJointLimits(const body::MotionClip& clip, const ClipMotion& m, Quality& quality) {
    const pose::FrameState rest;
    pose::FrameState all, one;
    PerJoint<double> over(m.count);
    for (std::size_t i = 0; i < m.count; ++i) {
        over[i].fill(0);
        for (const int j : pose::kFreeJoints)
            if (j > 0) all.local[std::size_t(j)] = m.local[i][std::size_t(j)].toRotationMatrix();
        if (pose::addJointLimits(all, 1, nullptr, nullptr) < kLeastEnergy) continue;
        for (const int j : pose::kFreeJoints) {
            if (j == 0) continue;
            one.local[std::size_t(j)] = all.local[std::size_t(j)];
            over[i][std::size_t(j)] = excess(pose::addJointLimits(one, 1, nullptr, nullptr));
            one.local[std::size_t(j)] = rest.local[std::size_t(j)];
        }
    }
    std::vector<double> values(m.count);
    for (const int j : pose::kFreeJoints) {
        for (std::size_t i = 0; i < m.count; ++i) values[i] = over[i][std::size_t(j)];
        const double usual = quantile(values, 0.5);
        for (std::size_t i = 0; i < m.count; ++i) quality.raise(Cause::JointLimit, i, j, badness(values[i] - usual, kHalfExcess, kExcessPower));
    }
}

void addTwist(const body::JointPositions& rest, const ClipMotion& m, Quality& quality) {
    std::vector<double> twist(m.count), away(m.count);
    for (const auto& t : kTwists) {
        const int j = body::index(t.joint);
        const Eigen::Vector3d along = t.joint == t.child ? Eigen::Vector3d::UnitY() : Eigen::Vector3d((rest.row(body::index(t.child)) - rest.row(j)).transpose());
        const Eigen::Vector3d bone = along.norm() > 1e-6 ? Eigen::Vector3d(along.normalized()) : Eigen::Vector3d::UnitY();
        std::vector<double> known;
        for (std::size_t i = 0; i < m.count; ++i) {
            const auto& q = m.local[i][std::size_t(j)];
            const double part = q.vec().dot(bone);
            const bool clear = std::hypot(part, q.w()) > kLeastTwistPart;
            twist[i] = clear ? wrapped(2 * std::atan2(part, q.w())) : std::nan("");
            if (clear) known.push_back(twist[i]);
        }
        const double usual = quantile(known, 0.5);
        for (double& v : known) v = std::abs(wrapped(v - usual));
        const double spread = quantile(known, 0.8);
        for (std::size_t i = 0; i < m.count; ++i) {
            if (!std::isfinite(twist[i])) continue;
            const double outside = std::abs(wrapped(twist[i] - std::clamp(usual, -t.range / 2, t.range / 2))) - t.range;
            const double unusual = std::abs(wrapped(twist[i] - usual)) / (2 * spread + kTwistFloorRad);
            quality.raise(Cause::Twist, i, j, std::max(badness(outside, kHalfTwistRad, kTwistPower), kMostUnusual * badness(unusual, kHalfUnusual, kTwistPower)));
        }
    }
}

}  // namespace ropetp::review
