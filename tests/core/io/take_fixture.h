#pragma once

#include "body/body_model.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "body/motion_clip.h"

#include <cmath>

namespace ropetp::test {

/// A take that turns half round through the seam of the angles, squats and raises its arms.
inline body::MotionClip lively(int frames = 40, double fps = 30000.0 / 1001) {
    using body::Joint;
    body::MotionClip clip;
    clip.person = PersonId(1);
    clip.fps = fps;
    clip.betas[0] = 0.7;
    clip.betas[3] = -0.4;
    clip.camera = PinholeCamera::centred(1280, 720, 1000);
    clip.bodyModel = "mannequin";
    clip.source = "test 1.0";
    clip.cameraKind = body::CameraKind::AssumedStatic;
    Eigen::Isometry3d camFromWorld = Eigen::Isometry3d::Identity();
    camFromWorld.linear() = Eigen::AngleAxisd(EIGEN_PI, Eigen::Vector3d::UnitX()).toRotationMatrix();
    camFromWorld.translation() = Eigen::Vector3d(0, 1.2, 4);
    clip.camFromWorld = {camFromWorld};
    const auto rest = body::mannequin()->restJoints(clip.betas);
    for (int i = 0; i < frames; ++i) {
        const double t = double(i) / std::max(1, frames - 1);
        body::MotionFrame f;
        f.frame = FrameIndex(12 + i);
        f.ptsSec = 0.4 + i / fps;
        auto set = [&](Joint j, double x, double y, double z) { f.poseInWorld.axisAngleRad[std::size_t(body::index(j))] = Eigen::Vector3d(x, y, z); };
        set(Joint::Pelvis, 0.1, 2.6 + 1.2 * t, 0.05);   // through 180 degrees
        set(Joint::LeftHip, -2 * t, 0.2, 0.1);
        set(Joint::RightHip, -2 * t, -0.2, -0.1);
        set(Joint::LeftKnee, 2.2 * t, 0, 0);
        set(Joint::RightKnee, 2.2 * t, 0, 0);
        set(Joint::LeftShoulder, 0.3 * t, 0.4, 1.4 - 2.7 * t);
        set(Joint::RightShoulder, 0.3 * t, -0.4, -1.4 + 2.7 * t);
        f.poseInWorld.translationM = Eigen::Vector3d(0.5 * t, 0.93 - 0.3 * t, -0.2) - rest.row(0).transpose();
        f.poseInCam = body::transformed(f.poseInWorld, camFromWorld, rest);
        f.confidence.fill(0.5f);
        f.confidence[3] = float(t);
        f.contacts = {0.1f, 0.9f, 0, 1};
        f.visible = i % 7 != 3;
        clip.frames.push_back(f);
    }
    return clip;
}

}  // namespace ropetp::test
