#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"

#include <Eigen/Geometry>

#include <cmath>
#include <memory>
#include <random>

/// A body of sticks with known joints and soles, and a walker whose feet are exactly planted: truth
/// for the floor and contacts, without any mesh.
namespace ropetp::testing {

inline constexpr double kThighM = 0.42, kShinM = 0.42, kAnkleM = 0.08, kHipM = 0.09;

inline std::shared_ptr<const body::BodyModel> stickBody() {
    using body::Joint;
    body::JointPositions j;
    const double hip = kThighM + kShinM + kAnkleM;
    const auto set = [&](Joint a, double x, double y, double z) { j.row(body::index(a)) << x, y, z; };
    set(Joint::Pelvis, 0, hip, 0);
    set(Joint::Spine1, 0, hip + 0.12, 0);
    set(Joint::Spine2, 0, hip + 0.25, 0);
    set(Joint::Spine3, 0, hip + 0.32, 0);
    set(Joint::Neck, 0, hip + 0.52, 0);
    set(Joint::Head, 0, hip + 0.60, 0);
    for (const double s : {1.0, -1.0}) {
        const auto side = [&](Joint left, Joint right) { return s > 0 ? left : right; };
        set(side(Joint::LeftHip, Joint::RightHip), s * kHipM, hip, 0);
        set(side(Joint::LeftKnee, Joint::RightKnee), s * kHipM, kShinM + kAnkleM, 0);
        set(side(Joint::LeftAnkle, Joint::RightAnkle), s * kHipM, kAnkleM, 0);
        set(side(Joint::LeftFoot, Joint::RightFoot), s * kHipM, 0.02, 0.12);
        set(side(Joint::LeftCollar, Joint::RightCollar), s * 0.08, hip + 0.45, 0);
        set(side(Joint::LeftShoulder, Joint::RightShoulder), s * 0.18, hip + 0.45, 0);
        set(side(Joint::LeftElbow, Joint::RightElbow), s * 0.45, hip + 0.45, 0);
        set(side(Joint::LeftWrist, Joint::RightWrist), s * 0.70, hip + 0.45, 0);
        set(side(Joint::LeftHand, Joint::RightHand), s * 0.78, hip + 0.45, 0);
    }
    // One vertex a joint, and four for the soles: heels move with ankles, toes with feet.
    constexpr int kVertices = body::kJointCount + 4;
    body::BodyModelData d;
    d.name = "stick";
    d.vTemplate.resize(kVertices, 3);
    d.vTemplate.topRows(body::kJointCount) = j.cast<float>();
    d.faces.resize(1, 3);
    d.faces << 0, 1, 2;
    d.shapeDirs = Eigen::MatrixXf::Zero(3 * kVertices, body::kShapeCount);
    d.jointRegressor = Eigen::MatrixXf::Zero(body::kJointCount, kVertices);
    d.weights = Eigen::MatrixXf::Zero(kVertices, body::kJointCount);
    for (int i = 0; i < body::kJointCount; ++i) d.jointRegressor(i, i) = d.weights(i, i) = 1;
    const Joint carriers[4] = {Joint::LeftAnkle, Joint::LeftFoot, Joint::RightAnkle, Joint::RightFoot};
    for (int k = 0; k < 4; ++k) {
        const int v = body::kJointCount + k;
        d.vTemplate.row(v) << float(k < 2 ? kHipM : -kHipM), 0.f, k % 2 ? 0.18f : -0.05f;
        d.weights(v, body::index(carriers[k])) = 1;
    }
    return body::BodyModel::create(std::move(d)).value();
}

/// Ankle of one foot relative to the hip's vertical: forward and up, metres.
struct AnkleTarget { double forward = 0, up = kAnkleM; };

/// Upright body with its pelvis at `pelvis` (floor coordinates, y up), heading about +Y, and each
/// ankle put where it is asked by two-bone inverse kinematics; the soles stay level.
inline body::Pose standingPose(const body::JointPositions& rest, const Eigen::Vector3d& pelvis, double headingRad,
                               AnkleTarget left, AnkleTarget right) {
    body::Pose pose;
    pose.translationM = pelvis - rest.row(0).transpose();
    pose.axisAngleRad[0] = {0, headingRad, 0};
    const auto leg = [&](body::Joint hip, body::Joint knee, body::Joint ankle, AnkleTarget t) {
        const double down = pelvis.y() - t.up;
        const double reach = std::min(std::hypot(down, t.forward), 0.9999 * (kThighM + kShinM));
        const double bend = M_PI - std::acos((kThighM * kThighM + kShinM * kShinM - reach * reach) / (2 * kThighM * kShinM));
        const double swing = -std::atan2(t.forward, down) - bend / 2;
        pose.axisAngleRad[body::index(hip)] = {swing, 0, 0};
        pose.axisAngleRad[body::index(knee)] = {bend, 0, 0};
        pose.axisAngleRad[body::index(ankle)] = {-swing - bend, 0, 0};
    };
    leg(body::Joint::LeftHip, body::Joint::LeftKnee, body::Joint::LeftAnkle, left);
    leg(body::Joint::RightHip, body::Joint::RightKnee, body::Joint::RightAnkle, right);
    return pose;
}

/// A clip given as poses on the floor (its own world), seen by a camera.
inline body::MotionClip clipSeenBy(const Eigen::Isometry3d& camFromFloor, const std::vector<body::Pose>& onFloor,
                                   const body::BodyModel& model, double fps = 30) {
    body::MotionClip clip;
    clip.person = PersonId(1);
    clip.fps = fps;
    clip.camera = PinholeCamera::centred(1280, 720, 1468);
    clip.camFromWorld = {camFromFloor};
    const auto rest = model.restJoints(clip.betas);
    for (std::size_t i = 0; i < onFloor.size(); ++i) {
        body::MotionFrame f;
        f.frame = FrameIndex(std::int64_t(i));
        f.ptsSec = double(i) / fps;
        f.poseInWorld = onFloor[i];
        f.poseInCam = body::transformed(onFloor[i], camFromFloor, rest);
        f.confidence.fill(0.9f);
        clip.frames.push_back(f);
    }
    return clip;
}

/// Walks along a straight line: every foot is planted for half of each stride of 1.1 s.
inline std::vector<body::Pose> walk(const body::BodyModel& model, int frames, Eigen::Vector2d fromXZ, double headingRad,
                                    double fps = 30) {
    constexpr double kStrideSec = 1.1, kSpeed = 1.1;
    const auto rest = model.restJoints(body::Betas::Zero());
    std::vector<body::Pose> poses;
    for (int i = 0; i < frames; ++i) {
        const double t = i / fps, along = kSpeed * t;
        const auto ankle = [&](double phase) {
            const double u = std::fmod(t / kStrideSec + phase, 1.0);
            const double half = kSpeed * kStrideSec / 4;
            if (u < 0.5) return AnkleTarget{half - kSpeed * u * kStrideSec, kAnkleM};  // planted
            const double s = (u - 0.5) * 2;
            return AnkleTarget{-half + 2 * half * (s - std::sin(2 * M_PI * s) / (2 * M_PI)), kAnkleM + 0.12 * std::sin(M_PI * s)};
        };
        const Eigen::Vector3d pelvis(fromXZ.x() + along * std::sin(headingRad), 0.86, fromXZ.y() + along * std::cos(headingRad));
        poses.push_back(standingPose(rest, pelvis, headingRad, ankle(0), ankle(0.5)));
    }
    return poses;
}

/// A camera above the floor's origin, looking along the floor's -Z, tilted down and rolled.
inline Eigen::Isometry3d tiltedCamera(double heightM, double downRad, double rollRad) {
    // Camera axes for a level camera: x right = +X, y down = -Y, z forward = -Z.
    Eigen::Matrix3d levelCamFromFloor;
    levelCamFromFloor << 1, 0, 0, 0, -1, 0, 0, 0, -1;
    Eigen::Isometry3d camFromFloor = Eigen::Isometry3d::Identity();
    camFromFloor.linear() = (Eigen::AngleAxisd(rollRad, Eigen::Vector3d::UnitZ()) *
                             Eigen::AngleAxisd(downRad, Eigen::Vector3d::UnitX())).toRotationMatrix() * levelCamFromFloor;
    camFromFloor.translation() = -(camFromFloor.linear() * Eigen::Vector3d(0, heightM, 0));
    return camFromFloor;
}

}  // namespace ropetp::testing
