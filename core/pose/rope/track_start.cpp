#include "pose/rope/track_start.h"

#include "pose/frame_terms.h"
#include "pose/rope/rope_crop.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

constexpr std::array<std::pair<int, int>, 4> kCopied = {{{1, 2}, {3, 2}, {4, 5}, {6, 5}}};   ///< landmark, neighbour
constexpr int kCropPx = 256;

float clamp01(float v) { return std::isfinite(v) ? std::clamp(v, 0.f, 1.f) : 0.f; }

}  // namespace

void fillLeftOutLandmarks(std::span<float> landmarks) {
    for (const auto& [landmark, neighbour] : kCopied) std::copy_n(landmarks.data() + kLandmarkValues * neighbour, kLandmarkValues, landmarks.data() + kLandmarkValues * landmark);
}

RopeStart startFromTrack(const FrameState& state, const FitBody& body, double meanScale, const PinholeCamera& camera, const track::CropRegion& crop, const track::Landmarks& seen) {
    RopeStart out{};
    const Eigen::Matrix3d viewFromCam = camFromView(camera, crop).transpose();
    FrameKinematics kinematics;
    kinematics.update(body, state);
    const auto attached = attachedPoints(body);
    const auto inView = [&](int i) { return Eigen::Vector3d(viewFromCam * kinematics.point(attached[std::size_t(i)])); };
    const Eigen::Vector3d midHip = (inView(landmarkPointIndex(23)) + inView(landmarkPointIndex(24))) / 2;
    const Eigen::Matrix3d toCrop = cropFromPicture(crop, kCropPx);
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        const auto k = std::size_t(landmarkPoints()[std::size_t(i)].landmark);
        float* to = out.landmarks.data() + std::size_t(kLandmarkValues) * k;
        Eigen::Vector3d p = kinematics.point(attached[std::size_t(i)]);
        p.z() = std::max(p.z(), 0.1);
        const Eigen::Vector3d px = toCrop * camera.project(p).homogeneous();
        for (Eigen::Index c = 0; c < 2; ++c) to[c] = float((px[c] - (kCropPx - 1) / 2.0) / (kCropPx / 2.0));
        to[2] = clamp01(seen.visibility[k]);
        const Eigen::Vector3d world = meanScale * (inView(i) - midHip);
        for (Eigen::Index c = 0; c < 3; ++c) to[3 + c] = float(world[c]);
    }
    fillLeftOutLandmarks(out.landmarks);
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const Eigen::Matrix3d local = j == 0 ? Eigen::Matrix3d(viewFromCam * state.local[0]) : state.local[j];
        for (Eigen::Index c = 0; c < 2; ++c)
            for (Eigen::Index r = 0; r < 3; ++r) out.pose[6 * j + std::size_t(3 * c + r)] = float(local(r, c));
    }
    // The mean body stands nearer or farther to look the same.
    const Eigen::Vector3d pelvis = meanScale * (viewFromCam * state.pelvisInCam);
    const double scale = focalInCrops(camera, crop) / std::max(pelvis.z(), 0.1);
    out.pose[6 * body::kJointCount] = float(std::log(scale / kMeanScale));
    out.pose[6 * body::kJointCount + 1] = float(pelvis.x());
    out.pose[6 * body::kJointCount + 2] = float(pelvis.y());
    return out;
}

}  // namespace ropetp::pose
