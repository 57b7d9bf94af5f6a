#include "train/landmark_noise.h"

#include "base/rotation.h"
#include "body/mannequin.h"
#include "pose/frame_terms.h"
#include "pose/rope/track_start.h"

#include <algorithm>
#include <cmath>

namespace ropetp::train {
namespace {

using pose::kLandmarkPointCount;
using pose::kLandmarkValues;

// What BlazePose heavy is off by where the truth is known (docs/rope.md): mostly along the view.
constexpr double kTurnRad = 0.13, kSizeShare = 0.06, kFlatShare = 0.12;
constexpr double kBoneAcross = 0.09, kBoneAlong = 0.36;          ///< of a bone's length
constexpr double kPointM = 0.015;
constexpr double kCropSeen = 0.02, kCropBehind = 0.035, kCropHidden = 0.10;   ///< half crops
constexpr double kHiddenTimes = 2.5;
constexpr double kWrongSide = 0.03;                              ///< share of readings that take front for back
/// Over a track, errors of what is seen average out more or less.
constexpr double kSteadiest = 0.2, kLeastSteady = 1.0;

}  // namespace

void simulateLandmarks(const RopeLabels& l, std::mt19937_64& random, std::span<float> out) {
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> share;
    const auto n = [&](double sigma) { return sigma * normal(random); };
    body::Betas betas;
    for (Eigen::Index k = 0; k < body::kShapeCount; ++k) betas[k] = l.betas[k];
    const pose::FitBody body(*body::mannequin(), betas);
    pose::FrameState state;
    for (std::size_t j = 0; j < body::kJointCount; ++j) state.local[j] = matrixFromAxisAngle(Eigen::Vector3d(l.pose[3 * j], l.pose[3 * j + 1], l.pose[3 * j + 2]));
    const double focal = std::max<double>(l.focal, 0.1);
    state.pelvisInCam = l.depthM * Eigen::Vector3d(l.joints2d[0] / focal, l.joints2d[1] / focal, 1);
    pose::FrameKinematics kinematics;
    kinematics.update(body, state);
    const auto attached = pose::attachedPoints(body);

    const double level = kSteadiest + (kLeastSteady - kSteadiest) * share(random);
    // How each joint is off in the model's weak depth: a bone's error moves all that hangs on it.
    std::array<Eigen::Vector3d, body::kJointCount> off;
    off[0].setZero();
    for (int j = 1; j < body::kJointCount; ++j) {
        const int parent = body::kParents[std::size_t(j)];
        const double length = body.boneOffset[std::size_t(j)].norm(), times = l.visible[j] > 0.2f ? level : kHiddenTimes;
        off[std::size_t(j)] = off[std::size_t(parent)] + length * times * Eigen::Vector3d(n(kBoneAcross), n(kBoneAcross), n(kBoneAlong));
    }
    Eigen::Matrix3d turn = matrixFromAxisAngle({n(level * kTurnRad), n(level * kTurnRad), n(level * kTurnRad / 3)});
    if (share(random) < level * kWrongSide) turn = turn * Eigen::Vector3d(1, 1, -1).asDiagonal();
    const double size = std::exp(n(kSizeShare)), flat = std::exp(n(kFlatShare));
    const auto joint = [&](int landmark) { return std::size_t(pose::landmarkPoints()[std::size_t(pose::landmarkPointIndex(landmark))].joint); };
    const auto at = [&](int landmark) { return kinematics.point(attached[std::size_t(pose::landmarkPointIndex(landmark))]); };
    const Eigen::Vector3d midHip = (at(23) + at(24)) / 2;
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        const int landmark = pose::landmarkPoints()[std::size_t(i)].landmark;
        float* to = out.data() + kLandmarkValues * landmark;
        const Eigen::Vector3d p = at(landmark);
        const float seen = l.visible[joint(landmark)];
        const double z = std::max(p.z(), 0.2);
        Eigen::Vector2d crop(focal * p.x() / z, focal * p.y() / z);
        const bool inside = crop.cwiseAbs().maxCoeff() < 1;
        const bool hidden = seen < 0.2f || !inside, behind = !hidden && seen < 0.75f;
        const double sigma = hidden ? kCropHidden : level * (behind ? kCropBehind : kCropSeen);
        const double visibility = hidden ? 0.6 * share(random) * share(random) : behind ? 0.4 + 0.6 * share(random) : 1 - 0.1 * share(random) * share(random);
        Eigen::Vector3d world = turn * (p - midHip + off[joint(landmark)] + Eigen::Vector3d(n(kPointM), n(kPointM), n(2 * kPointM)));
        world.z() *= flat;
        world *= size;
        to[0] = float(crop.x() + n(sigma));
        to[1] = float(crop.y() + n(sigma));
        to[2] = float(visibility);
        for (Eigen::Index c = 0; c < 3; ++c) to[3 + c] = float(world[c]);
    }
    pose::fillLeftOutLandmarks(out);
}

}  // namespace ropetp::train
