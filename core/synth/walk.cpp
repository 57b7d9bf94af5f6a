#include "synth/walk.h"

#include "base/rotation.h"
#include "synth/leg_ik.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace ropetp::synth {
namespace {

using body::Joint;
constexpr double kPi = EIGEN_PI;
constexpr double kHeelStrikeRad = -0.30, kToeOffRad = 0.75;   ///< pitch of the foot; > 0: heel up

Eigen::Matrix3d turn(double rad, const Eigen::Vector3d& axis) { return Eigen::AngleAxisd(rad, axis).toRotationMatrix(); }
double smooth(double t) { return t * t * (3 - 2 * t); }

/// Where a foot stands between two swings.
struct Footprint {
    Eigen::Vector2d at;      ///< below the ankle of a flat foot
    double heading;
};

/// One foot at one moment.
struct FootState {
    Eigen::Vector3d ankle;
    Eigen::Matrix3d rotation;
};

class Walker {
  public:
    Walker(const body::BodyModel& body, const body::Betas& betas, const FloorPath& path, const Gait& gait)
        : rest_(body.restJoints(betas)), path_(path), gait_(gait), cycleSec_(2 * gait.stepLengthM / gait.speed) {
        const double sole = body.data().vTemplate.col(1).minCoeff();
        ankleHeight_ = rest_(7, 1) - sole * rest_.row(7).norm() / std::max(1e-6, body.restJoints(body::Betas::Zero()).row(7).norm());
        ball_ = (rest_.row(10) - rest_.row(7)).transpose();
        heel_ = Eigen::Vector3d(0, -ankleHeight_, -0.045);
        legM_ = (rest_.row(4) - rest_.row(1)).norm() + (rest_.row(7) - rest_.row(4)).norm();
    }

    body::Pose at(double sec) const {
        const double s = gait_.speed * sec, phase = 2 * kPi * sec / cycleSec_;   // of the left foot: 0 at its strike
        const double heading = path_.headingAt(s);
        const Eigen::Matrix3d facing = turn(heading, Eigen::Vector3d::UnitY());
        const Eigen::Vector2d place = path_.pointAt(s);
        const FootState left = foot(sec, true), right = foot(sec, false);

        // The pelvis: highest in the middle of a stance, over the standing foot, turned with the stride.
        const Eigen::Vector3d hipDrop = (rest_.row(1) - rest_.row(0)).transpose();
        const double bob = 0.018 * -std::cos(2 * phase);
        const double sway = 0.022 * std::sin(phase - 0.35);
        Eigen::Vector3d pelvis(place.x(), gait_.kneeSlack * legM_ + ankleHeight_ - hipDrop.y() + bob - 0.012, place.y());
        pelvis += facing * Eigen::Vector3d(sway, 0, 0);
        const Eigen::Matrix3d root = facing * turn(-0.10 * std::cos(phase), Eigen::Vector3d::UnitY()) *
                                     turn(0.035 * std::sin(phase), Eigen::Vector3d::UnitZ()) * turn(0.045, Eigen::Vector3d::UnitX());

        body::Pose pose;
        const auto set = [&](Joint j, const Eigen::Matrix3d& r) { pose.axisAngleRad[std::size_t(body::index(j))] = axisAngleFromMatrix(r); };
        set(Joint::Pelvis, root);
        pose.translationM = pelvis - rest_.row(0).transpose();
        setLeg(pose, root, pelvis, facing, left, true);
        setLeg(pose, root, pelvis, facing, right, false);

        // Chest against the pelvis, arms against the legs.
        const double swing = std::cos(phase - 0.15);
        for (const Joint j : {Joint::Spine1, Joint::Spine2, Joint::Spine3})
            set(j, turn(0.065 * swing, Eigen::Vector3d::UnitY()) * turn(-0.012 * std::sin(phase), Eigen::Vector3d::UnitZ()));
        set(Joint::Neck, turn(-0.05 * swing, Eigen::Vector3d::UnitY()));
        set(Joint::Head, turn(-0.05 * swing, Eigen::Vector3d::UnitY()) * turn(0.03, Eigen::Vector3d::UnitX()));
        const double a = gait_.armSwingRad;
        set(Joint::LeftCollar, turn(-0.08, Eigen::Vector3d::UnitZ()));
        set(Joint::RightCollar, turn(0.08, Eigen::Vector3d::UnitZ()));
        set(Joint::LeftShoulder, turn(a * swing + 0.05, Eigen::Vector3d::UnitX()) * turn(-1.20, Eigen::Vector3d::UnitZ()));
        set(Joint::RightShoulder, turn(-a * swing + 0.05, Eigen::Vector3d::UnitX()) * turn(1.20, Eigen::Vector3d::UnitZ()));
        set(Joint::LeftElbow, turn(-0.30 - 0.20 * std::max(0.0, -swing), Eigen::Vector3d::UnitY()));
        set(Joint::RightElbow, turn(0.30 + 0.20 * std::max(0.0, swing), Eigen::Vector3d::UnitY()));
        return pose;
    }

  private:
    Footprint print(int cycle, bool left) const {
        // The body passes over a footprint in the middle of its stance.
        const double strikeSec = (cycle + (left ? 0.0 : 0.5)) * cycleSec_;
        const double s = gait_.speed * (strikeSec + 0.5 * gait_.stanceShare * cycleSec_);
        const double heading = path_.headingAt(s);
        const Eigen::Vector2d side(std::cos(heading), -std::sin(heading));   // the walker's left
        return {path_.pointAt(s) + (left ? 1 : -1) * gait_.halfStanceWidthM * side, heading};
    }

    /// A standing foot rolls from heel to toe without sliding.
    FootState standing(const Footprint& p, double t) const {
        double pitch = 0;
        Eigen::Vector3d pivot = heel_;
        if (t < 0.15) pitch = kHeelStrikeRad * (1 - smooth(t / 0.15));
        if (t > 0.62) {
            pitch = kToeOffRad * smooth((t - 0.62) / 0.38);
            pivot = Eigen::Vector3d(ball_.x(), -ankleHeight_, ball_.z());
        }
        const Eigen::Matrix3d facing = turn(p.heading, Eigen::Vector3d::UnitY());
        const Eigen::Matrix3d rotation = facing * turn(pitch, Eigen::Vector3d::UnitX());
        const Eigen::Vector3d flat(p.at.x(), ankleHeight_, p.at.y());
        return {flat + facing * pivot - rotation * pivot, rotation};
    }

    FootState foot(double sec, bool left) const {
        const double cycles = sec / cycleSec_ - (left ? 0.0 : 0.5);
        const int cycle = int(std::floor(cycles));
        const double t = cycles - cycle;
        const Footprint from = print(cycle, left);
        if (t < gait_.stanceShare) return standing(from, t / gait_.stanceShare);
        const double u = (t - gait_.stanceShare) / (1 - gait_.stanceShare);
        const FootState a = standing(from, 1), b = standing(print(cycle + 1, left), 0);
        FootState f;
        const double e = smooth(u);
        f.ankle = a.ankle + e * (b.ankle - a.ankle);
        f.ankle.y() += gait_.liftM * std::pow(std::sin(kPi * u), 2) * 0.6;
        f.rotation = Eigen::Quaterniond(a.rotation).slerp(e, Eigen::Quaterniond(b.rotation)).toRotationMatrix();
        return f;
    }

    void setLeg(body::Pose& pose, const Eigen::Matrix3d& root, const Eigen::Vector3d& pelvis, const Eigen::Matrix3d& facing,
                const FootState& f, bool left) const {
        const int h = left ? 1 : 2;
        const Eigen::Vector3d hip = pelvis + root * (rest_.row(h) - rest_.row(0)).transpose();
        const Eigen::Vector3d forward = facing * Eigen::Vector3d(left ? 0.08 : -0.08, 0, 1);
        const LegRotations r = solveLeg(rest_, left, hip, f.ankle, f.rotation, forward);
        const auto set = [&](int j, const Eigen::Matrix3d& m) { pose.axisAngleRad[std::size_t(j)] = axisAngleFromMatrix(m); };
        set(h, root.transpose() * r.hip);
        set(h + 3, r.hip.transpose() * r.knee);
        set(h + 6, r.knee.transpose() * r.ankle);
    }

    body::JointPositions rest_;
    const FloorPath& path_;
    Gait gait_;
    double cycleSec_, ankleHeight_ = 0, legM_ = 0;
    Eigen::Vector3d ball_, heel_;
};

}  // namespace

FloorPath circle(const Eigen::Vector2d& centre, double radiusM, double startRad) {
    FloorPath path;
    path.pointAt = [=](double s) {
        const double a = startRad + s / radiusM;
        return Eigen::Vector2d(centre + radiusM * Eigen::Vector2d(std::sin(a), std::cos(a)));
    };
    path.headingAt = [=](double s) { return startRad + s / radiusM + kPi / 2; };
    return path;
}

std::vector<body::Pose> walk(const body::BodyModel& body, const body::Betas& betas, const FloorPath& path, const Gait& gait,
                             int frames, double fps) {
    const Walker walker(body, betas, path, gait);
    std::vector<body::Pose> poses;
    for (int i = 0; i < frames; ++i) poses.push_back(walker.at(i / fps));
    return poses;
}

}  // namespace ropetp::synth
