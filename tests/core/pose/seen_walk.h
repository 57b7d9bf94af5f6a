#pragma once

#include "body/kinematics.h"
#include "body/mannequin.h"
#include "pose/landmark_points.h"
#include "pose/pose_estimator.h"
#include "synth/walk.h"

#include <vector>

/// Somebody who walks a circle, as a landmark model without errors would see them.
namespace ropetp::test {

struct SeenWalk {
    track::PersonTrack track;
    PinholeCamera camera = PinholeCamera::centred(1280, 720, 1100);
    std::vector<double> ptsSec;
    std::vector<body::JointPositions> jointsInCam;

    pose::PersonFootage footage() const {
        return {track, {FrameIndex(0), FrameIndex(std::int64_t(ptsSec.size()))}, ptsSec, camera, nullptr};
    }
};

inline SeenWalk seenWalk(int frames, double fps = 30) {
    SeenWalk w;
    const auto body = body::mannequin();
    const body::Betas betas = body::Betas::Zero();
    const auto rest = body->restJoints(betas);
    const pose::FitBody fitBody(*body, betas);
    Eigen::Isometry3d worldFromCam = Eigen::Isometry3d::Identity();
    worldFromCam.linear() = (Eigen::AngleAxisd(EIGEN_PI, Eigen::Vector3d::UnitX()) * Eigen::AngleAxisd(0.1, Eigen::Vector3d::UnitX())).toRotationMatrix();
    worldFromCam.translation() = Eigen::Vector3d(0, 1.5, 5.5);
    w.track.id = PersonId(1);
    const auto poses = synth::walk(*body, betas, synth::circle({0, 0}, 1.2, 0.4), {}, frames, fps);
    for (int i = 0; i < frames; ++i) {
        const auto inCam = body::transformed(poses[std::size_t(i)], worldFromCam.inverse(), rest);
        const auto joints = body::jointFrames(rest, inCam);
        track::Landmarks l;
        l.score = 1;
        std::array<Eigen::Vector3d, track::kLandmarkCount> at;
        at.fill(joints[15].translation());
        for (const auto& point : pose::landmarkPoints()) {
            const auto attached = pose::attachedPoint(point, fitBody);
            at[std::size_t(point.landmark)] = joints[std::size_t(attached.joint)] * attached.offset;
        }
        const Eigen::Vector3d midHip = (at[23] + at[24]) / 2;
        for (std::size_t k = 0; k < at.size(); ++k) {
            l.px[k] = w.camera.project(at[k]).cast<float>();
            l.worldM[k] = (at[k] - midHip).cast<float>();
            l.visibility[k] = l.presence[k] = 1;
        }
        track::Observation o;
        o.box = {double(l.px[0].x()) - 120, 100, 240, 500};
        o.boxScore = 1;
        o.landmarks = l;
        w.track.observations[FrameIndex(i)] = o;
        w.ptsSec.push_back(i / fps);
        w.jointsInCam.push_back(body::jointPositions(rest, inCam));
    }
    return w;
}

}  // namespace ropetp::test
