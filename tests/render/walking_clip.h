#pragma once

#include "body/kinematics.h"
#include "body/mannequin.h"
#include "body/motion_clip.h"

#include <cmath>
#include <memory>

/// A person who walks three metres to the side, in front of a camera that looks down a little.
namespace ropetp::test {

inline std::shared_ptr<const body::MotionClip> walkingClip(PersonId person = PersonId(1), int frames = 60, double z = 0) {
    using body::Joint;
    auto clip = std::make_shared<body::MotionClip>();
    clip->person = person;
    clip->fps = 30;
    clip->camera = PinholeCamera::centred(1280, 720, 1100);
    clip->bodyModel = "mannequin";
    clip->source = "test";
    Eigen::Isometry3d worldFromCam = Eigen::Isometry3d::Identity();
    worldFromCam.linear() = (Eigen::AngleAxisd(EIGEN_PI, Eigen::Vector3d::UnitX()) * Eigen::AngleAxisd(-0.1, Eigen::Vector3d::UnitX())).toRotationMatrix();
    worldFromCam.translation() = Eigen::Vector3d(0, 1.5, 5.5);
    clip->camFromWorld = {worldFromCam.inverse()};
    const auto rest = body::mannequin()->restJoints(clip->betas);
    for (int i = 0; i < frames; ++i) {
        const double t = i / 30.0, s = std::sin(2 * EIGEN_PI * t), x = -1.5 + 3.0 * i / std::max(1, frames - 1);
        body::MotionFrame f;
        f.frame = FrameIndex(i);
        f.ptsSec = t;
        auto set = [&](Joint j, double a, double b, double c) { f.poseInWorld.axisAngleRad[std::size_t(body::index(j))] = Eigen::Vector3d(a, b, c); };
        set(Joint::Pelvis, 0, EIGEN_PI / 2, 0);
        set(Joint::LeftHip, -0.5 * s, 0, 0);
        set(Joint::RightHip, 0.5 * s, 0, 0);
        set(Joint::LeftKnee, 0.4 + 0.3 * s, 0, 0);
        set(Joint::RightKnee, 0.4 - 0.3 * s, 0, 0);
        set(Joint::LeftShoulder, 0.4 * s, 0, -1.2);
        set(Joint::RightShoulder, -0.4 * s, 0, 1.2);
        f.poseInWorld.translationM = Eigen::Vector3d(x, 0.93, z) - rest.row(0).transpose();
        f.poseInCam = body::transformed(f.poseInWorld, clip->camFromWorld.front(), rest);
        f.confidence.fill(0.9f);
        clip->frames.push_back(f);
    }
    return clip;
}

}  // namespace ropetp::test
