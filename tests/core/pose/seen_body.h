#pragma once

#include "base/pinhole_camera.h"
#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "pose/fit_body.h"
#include "pose/rope/rope_crop.h"

#include <random>

/// Somebody in a random posture before a random camera, and the crop that Rope would look at.
namespace seenbody {

using namespace ropetp;

struct Scene {
    PinholeCamera camera;
    track::CropRegion crop;
    body::Betas betas;
    body::JointPositions rest, inCam;
    pose::FrameState state;   ///< in the camera
};

/// @param offAxis  how far out the crop is: 0 = at the principal point, 1 = up to the picture's edge.
inline Scene scene(unsigned seed, double offAxis) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> u(-1, 1);
    Scene s;
    const bool portrait = random() % 3 == 0;
    const int w = portrait ? 1080 : 1920, h = portrait ? 1920 : 1080;
    s.camera = PinholeCamera::centred(w, h, std::hypot(w, h) * (1 + 0.4 * u(random)));
    s.crop.centre = {float(s.camera.cx + offAxis * 0.45 * w * u(random)), float(s.camera.cy + offAxis * 0.45 * h * u(random))};
    s.crop.angleRad = float(0.6 * u(random));
    const double depth = 5 + 3 * u(random);
    for (int k = 0; k < body::kShapeCount; ++k) s.betas[k] = u(random);
    s.rest = body::mannequin()->restJoints(s.betas);
    for (auto& r : s.state.local) r = matrixFromAxisAngle({0.5 * u(random), 0.5 * u(random), 0.5 * u(random)});
    // Upright before the camera, turned anyhow about the vertical.
    s.state.local[0] = Eigen::AngleAxisd(3.14159265358979, Eigen::Vector3d::UnitX()) * Eigen::AngleAxisd(3 * u(random), Eigen::Vector3d::UnitY()) * s.state.local[0];
    const Eigen::Vector3d ray = s.camera.ray(s.crop.centre.cast<double>());
    s.state.pelvisInCam = ray.normalized() * depth + Eigen::Vector3d(0.15 * u(random), 0.15 * u(random), 0);
    s.inCam = body::jointPositions(s.rest, pose::poseFromState(s.state, s.rest));
    s.crop.size = float(2.2 * s.camera.fx / s.inCam(0, 2));
    return s;
}

/// Joints in the crop's view, relative to the pelvis: what Rope's rotations and shape say.
inline body::JointPositions inView(const Scene& s) {
    const Eigen::Matrix3d viewFromCam = pose::camFromView(s.camera, s.crop).transpose();
    body::JointPositions out;
    for (int j = 0; j < body::kJointCount; ++j) out.row(j) = (viewFromCam * (s.inCam.row(j) - s.inCam.row(0)).transpose()).transpose();
    return out;
}

/// Positions in the crop, -1..1: what the picture shows.
inline Eigen::Matrix<double, body::kJointCount, 2> inCrop(const Scene& s) {
    constexpr int kPx = 256;
    const Eigen::Matrix3d m = pose::cropFromPicture(s.crop, kPx);
    Eigen::Matrix<double, body::kJointCount, 2> out;
    for (int j = 0; j < body::kJointCount; ++j) {
        const Eigen::Vector2d px = s.camera.project(s.inCam.row(j).transpose());
        const Eigen::Vector3d c = m * px.homogeneous();
        out.row(j) = ((c.head<2>().array() - (kPx - 1) / 2.0) / (kPx / 2.0)).transpose();
    }
    return out;
}

}  // namespace seenbody
