#include "pose/fit_observation.h"

#include "pose/side_swaps.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

constexpr double kMinScore = 0.4;
constexpr double kMinPointWeight = 0.02;
constexpr int kMinTorsoAndLimbPoints = 4;
/// Landmarks are predicted outside the picture too; they are guesses there.
constexpr double kMarginOfFrame = 0.02;

double clamp01(float v) { return std::isfinite(v) ? std::clamp(double(v), 0.0, 1.0) : 0.0; }

/// The landmark model sees a crop around the person and takes its middle for the view direction.
Eigen::Matrix3d cameraFromCropAxes(const track::Landmarks& landmarks, const PinholeCamera& camera) {
    const Eigen::Vector2f middle = (landmarks.px[23] + landmarks.px[24]) / 2;
    if (!middle.allFinite()) return Eigen::Matrix3d::Identity();
    const Eigen::Vector3d direction = camera.ray(middle.cast<double>()).normalized();
    return Eigen::Quaterniond::FromTwoVectors(Eigen::Vector3d::UnitZ(), direction).toRotationMatrix();
}

PointObservation observePoint(const track::Landmarks& landmarks, int k, const PinholeCamera& camera,
                              const Eigen::Matrix3d& cameraFromCrop) {
    PointObservation out;
    const Eigen::Vector2d px = landmarks.px[k].cast<double>();
    if (!px.allFinite()) return out;
    const double seen = clamp01(landmarks.visibility[k]), inside = clamp01(landmarks.presence[k]);
    const double marginX = kMarginOfFrame * camera.width, marginY = kMarginOfFrame * camera.height;
    const bool inPicture = px.x() > -marginX && px.y() > -marginY && px.x() < camera.width + marginX &&
                           px.y() < camera.height + marginY;
    out.weight = inPicture ? seen * std::sqrt(inside) : 0.1 * seen * inside;
    if (out.weight < kMinPointWeight) out.weight = 0;
    out.ray = camera.ray(px).head<2>();
    const Eigen::Vector3d world = landmarks.worldM[k].cast<double>();
    if (world.allFinite() && world.norm() < 3) {
        out.fromMidHipM = cameraFromCrop * world;
        out.depthWeight = std::max(out.weight, 0.15 * inside);
    }
    return out;
}

bool enoughToFit(const FrameObservation& frame) {
    int limbs = 0;
    for (int k : {11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28}) limbs += frame.of(k).weight > 0.2;
    return limbs >= kMinTorsoAndLimbPoints;
}

FrameObservation observeFrame(const track::Landmarks& landmarks, const PinholeCamera& camera) {
    FrameObservation out;
    out.score = clamp01(landmarks.score);
    if (out.score < kMinScore) return out;
    const Eigen::Matrix3d cameraFromCrop = cameraFromCropAxes(landmarks, camera);
    for (int i = 0; i < kLandmarkPointCount; ++i)
        out.points[i] = observePoint(landmarks, landmarkPoints()[i].landmark, camera, cameraFromCrop);
    out.seen = enoughToFit(out);
    return out;
}

/// Errors of neighbouring frames are alike over about a thirtieth of a second.
void weighByTime(std::vector<FrameObservation>& frames) {
    const std::size_t count = frames.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (count < 2) break;
        const double before = i > 0 ? frames[i].ptsSec - frames[i - 1].ptsSec : frames[1].ptsSec - frames[0].ptsSec;
        const double after = i + 1 < count ? frames[i + 1].ptsSec - frames[i].ptsSec : before;
        frames[i].informationScale = std::clamp((before + after) / 2 * 30, 0.1, 1.0);
    }
}

}  // namespace

std::vector<FrameObservation> observeFrames(const PersonFootage& footage) {
    std::vector<FrameObservation> frames(footage.ptsSec.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const FrameIndex frame(footage.range.first.value + static_cast<std::int64_t>(i));
        const auto found = footage.track.observations.find(frame);
        if (found != footage.track.observations.end() && found->second.landmarks)
            frames[i] = observeFrame(*found->second.landmarks, footage.camera);
        frames[i].ptsSec = footage.ptsSec[i];
    }
    weighByTime(frames);
    undoSideSwaps(frames);
    return frames;
}

}  // namespace ropetp::pose
