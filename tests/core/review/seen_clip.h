#pragma once

#include "pose/landmark_points.h"
#include "tests/core/trajectory/stick_body.h"
#include "track/track.h"
#include "trajectory/contacts.h"

/// A walker with swinging arms, solved without faults, and what a landmark model without errors saw of them.
namespace ropetp::testing {

struct SeenClip {
    std::shared_ptr<const body::BodyModel> model = stickBody();
    body::MotionClip clip;
    track::PersonTrack track;

    body::JointPositions rest() const { return model->restJoints(clip.betas); }
    Eigen::Vector3d& turn(std::size_t i, body::Joint joint) { return clip.frames[i].poseInWorld.axisAngleRad[std::size_t(body::index(joint))]; }
    std::size_t at(double sec) const { return std::size_t(std::llround(sec * clip.fps)); }
    /// The camera's poses follow the world's after these were changed.
    void follow() {
        for (auto& f : clip.frames) f.poseInCam = body::transformed(f.poseInWorld, clip.camFromWorld.front(), rest());
    }
};

inline track::Landmarks landmarksOf(const body::Pose& inCam, const pose::FitBody& body, const PinholeCamera& camera) {
    track::Landmarks l;
    l.score = 1;
    const auto joints = body::jointFrames(body.restJoints, inCam);
    std::array<Eigen::Vector3d, track::kLandmarkCount> at;
    at.fill(joints[15].translation());
    for (const auto& point : pose::landmarkPoints()) {
        const auto attached = pose::attachedPoint(point, body);
        at[std::size_t(point.landmark)] = joints[std::size_t(attached.joint)] * attached.offset;
    }
    for (std::size_t k = 0; k < at.size(); ++k) {
        l.px[k] = camera.project(at[k]).cast<float>();
        l.worldM[k] = (at[k] - (at[23] + at[24]) / 2).cast<float>();
        l.visibility[k] = l.presence[k] = 1;
    }
    return l;
}

/// The walk of sticks changes its velocities at once where a foot lands; people, and solves of them, do not.
inline void smooth(std::vector<body::Pose>& poses, double fps) {
    constexpr double kWindowSec = 0.07;
    const int reach = std::max(1, int(std::lround(kWindowSec * fps))), n = int(poses.size());
    for (int pass = 0; pass < 2; ++pass) {
        const auto before = poses;
        for (int i = 0; i < n; ++i) {
            auto& p = poses[std::size_t(i)];
            p.axisAngleRad.fill(Eigen::Vector3d::Zero());
            p.translationM.setZero();
            const int r = std::min({reach, i, n - 1 - i});
            for (int k = i - r; k <= i + r; ++k) {
                for (std::size_t j = 0; j < p.axisAngleRad.size(); ++j) p.axisAngleRad[j] += before[std::size_t(k)].axisAngleRad[j] / (2 * r + 1);
                p.translationM += before[std::size_t(k)].translationM / (2 * r + 1);
            }
        }
    }
}

inline SeenClip seenClip(double seconds = 4, double fps = 30) {
    SeenClip s;
    const int frames = int(seconds * fps);
    auto poses = walk(*s.model, frames, {-1.5, -6}, 0.5, fps);
    for (int i = 0; i < frames; ++i) {
        const double phase = 2 * M_PI * i / fps / 1.1;
        const auto set = [&](body::Joint j, double x, double y, double z) { poses[std::size_t(i)].axisAngleRad[std::size_t(body::index(j))] = {x, y, z}; };
        set(body::Joint::Spine1, 0.02 * std::sin(2 * phase), 0.05 * std::sin(phase), 0);
        set(body::Joint::LeftShoulder, 0, 0.4 * std::sin(phase), -1.1);
        set(body::Joint::RightShoulder, 0, 0.4 * std::sin(phase), 1.1);
        set(body::Joint::LeftElbow, 0, -0.5 + 0.3 * std::sin(phase), 0);
        set(body::Joint::RightElbow, 0, 0.5 + 0.3 * std::sin(phase), 0);
    }
    smooth(poses, fps);
    s.clip = clipSeenBy(tiltedCamera(1.5, 0.1, 0), poses, *s.model, fps);
    trajectory::estimateContacts(s.clip, *s.model);
    const pose::FitBody body(*s.model, s.clip.betas);
    for (const auto& f : s.clip.frames) {
        track::Observation o;
        o.landmarks = landmarksOf(f.poseInCam, body, s.clip.camera);
        s.track.observations[f.frame] = o;
    }
    s.track.id = s.clip.person;
    return s;
}

}  // namespace ropetp::testing
