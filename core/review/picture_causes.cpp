#include "body/kinematics.h"
#include "pose/fit_observation.h"
#include "review/causes.h"
#include "review/robust.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

using body::Joint;
using Offsets = std::array<Eigen::Vector2d, pose::kLandmarkPointCount>;

constexpr double kSeen = 0.25;          ///< weight from which a landmark is evidence
constexpr double kNearestM = 0.1;
/// An offset is measured in usual offsets of that landmark in the take (deviation from its median), and a floor.
constexpr double kFloorM = 0.008, kUsualDeviations = 2, kHalfOffset = 3, kOffsetPower = 3;
/// Offsets of single frames are noise; what stays for a tenth of a second is not.
constexpr double kMeanSec = 0.1;
/// Size of the body in the picture against the landmarks', in its usual deviations.
constexpr double kScaleFloor = 0.010, kHalfScale = 2.8, kScalePower = 3;
constexpr double kFlipLeastM = 0.05, kFlipHalfM = 0.07, kFlipPower = 3, kFlipBestRatio = 0.4, kFlipWorstRatio = 0.8;

constexpr std::array<int, 4> kLeftLeg = {25, 27, 29, 31};
constexpr std::array<int, 3> kLeftArm = {13, 15, 19};
constexpr std::array<int, 4> kLegJoints = {1, 4, 7, 10}, kArmJoints = {16, 18, 20, 22};

/// What the picture says of one frame. Metres at the body's depth; offsets are 0 with weight 0 where unknown.
struct FrameView {
    bool seen = false;
    std::array<double, pose::kLandmarkPointCount> weight{};
    Offsets body, landmark;   ///< in the picture, from the principal point, times the pelvis' depth
    double logScale = 0, scaleWeight = 0;
};

/// log(size in the picture of the body / of the landmarks), over the points of trunk and legs.
void measureScale(FrameView& v) {
    Eigen::Vector2d meanB = Eigen::Vector2d::Zero(), meanL = meanB;
    double sum = 0;
    const auto& points = pose::landmarkPoints();
    const auto used = [&](std::size_t k) { return points[k].landmark >= 11 && (points[k].landmark < 13 || points[k].landmark > 22) ? v.weight[k] : 0.0; };
    for (std::size_t k = 0; k < v.weight.size(); ++k) {
        meanB += used(k) * v.body[k];
        meanL += used(k) * v.landmark[k];
        sum += used(k);
    }
    if (sum < 2.5) return;
    double bb = 0, ll = 0;
    for (std::size_t k = 0; k < v.weight.size(); ++k) {
        bb += used(k) * (v.body[k] - meanB / sum).squaredNorm();
        ll += used(k) * (v.landmark[k] - meanL / sum).squaredNorm();
    }
    if (bb < 1e-4 || ll < 1e-4) return;
    v.logScale = 0.5 * std::log(bb / ll);
    v.scaleWeight = 1;
}

std::vector<FrameView> views(const body::MotionClip& clip, const body::BodyModel& body, const track::PersonTrack& track, const ClipMotion& m) {
    const FrameRange range{clip.frames.front().frame, FrameIndex(clip.frames.front().frame.value + std::int64_t(m.count))};
    const auto observed = pose::observeFrames({track, range, m.timeSec, clip.camera, nullptr});
    const pose::FitBody shaped(body, clip.betas);
    std::array<pose::AttachedPoint, pose::kLandmarkPointCount> points;
    for (std::size_t k = 0; k < points.size(); ++k) points[k] = pose::attachedPoint(pose::landmarkPoints()[k], shaped);
    std::vector<FrameView> out(m.count);
    for (std::size_t i = 0; i < m.count; ++i) {
        const auto& f = clip.frames[i];
        if (!observed[i].seen || !f.visible || !m.usable[i] || !f.poseInCam.translationM.allFinite()) continue;
        const auto frames = body::jointFrames(shaped.restJoints, f.poseInCam);
        const double depth = frames[0].translation().z();
        if (!(depth > kNearestM)) continue;
        FrameView& v = out[i];
        v.seen = true;
        for (std::size_t k = 0; k < points.size(); ++k) {
            v.body[k] = v.landmark[k] = Eigen::Vector2d::Zero();
            const Eigen::Vector3d p = frames[std::size_t(points[k].joint)] * points[k].offset;
            const auto& o = observed[i].points[k];
            if (o.weight < kSeen || !(p.z() > kNearestM) || !p.allFinite()) continue;
            v.weight[k] = o.weight;
            v.body[k] = depth * p.head<2>() / p.z();
            v.landmark[k] = depth * o.ray;
        }
        measureScale(v);
    }
    return out;
}

void raiseOffsets(const std::vector<FrameView>& seen, const ClipMotion& m, Quality& quality) {
    std::vector<double> offset(m.count), weight(m.count), known;
    for (std::size_t k = 0; k < pose::kLandmarkPointCount; ++k) {
        known.clear();
        for (std::size_t i = 0; i < m.count; ++i) {
            weight[i] = seen[i].seen ? seen[i].weight[k] : 0;
            offset[i] = weight[i] > 0 ? (seen[i].body[k] - seen[i].landmark[k]).norm() : 0;
            if (weight[i] > 0) known.push_back(offset[i]);
        }
        if (known.empty()) continue;
        const double usual = quantile(known, 0.5);
        for (double& v : known) v = std::abs(v - usual);
        const double unit = kFloorM + kUsualDeviations * quantile(known, 0.5) + pose::landmarkPoints()[k].sigmaM / 4;
        const auto mean = windowMean(offset, weight, m.timeSec, kMeanSec);
        const int joint = pose::landmarkPoints()[k].joint;
        const int landmark = pose::landmarkPoints()[k].landmark;
        for (std::size_t i = 0; i < m.count; ++i) {
            if (weight[i] <= 0) continue;
            const double bad = weight[i] * badness((std::min(mean[i], offset[i]) - usual) / unit, kHalfOffset, kOffsetPower);
            quality.raise(Cause::Disagreement, i, joint, bad);
            if (landmark == 31 || landmark == 32) quality.raise(Cause::Disagreement, i, landmark == 31 ? 10 : 11, bad);
        }
    }
}

void raiseScale(const std::vector<FrameView>& seen, const ClipMotion& m, Quality& quality) {
    std::vector<double> value(m.count, 0.0), weight(m.count, 0.0), known;
    for (std::size_t i = 0; i < m.count; ++i) {
        if (!seen[i].seen || seen[i].scaleWeight <= 0) continue;
        value[i] = seen[i].logScale;
        weight[i] = 1;
        known.push_back(value[i]);
    }
    const double usual = quantile(known, 0.5);
    for (double& v : known) v = std::abs(v - usual);
    const double unit = kScaleFloor + kUsualDeviations * quantile(known, 0.5);
    const auto mean = windowMean(value, weight, m.timeSec, kMeanSec);
    for (std::size_t i = 0; i < m.count; ++i)
        if (weight[i] > 0) quality.raise(Cause::Disagreement, i, 0, badness(std::abs(mean[i] - usual) / unit, kHalfScale, kScalePower));
}

template <std::size_t N>
void raiseFlip(const FrameView& v, std::size_t i, const std::array<int, N>& left, const std::array<int, 4>& joints, Quality& quality) {
    double same = 0, swapped = 0, weight = 0;
    for (const int landmark : left) {
        const auto l = std::size_t(pose::landmarkPointIndex(landmark)), r = std::size_t(pose::landmarkPointIndex(pose::mirroredLandmark(landmark)));
        const double w = std::min(v.weight[l], v.weight[r]);
        if (w <= 0) continue;
        same += w * ((v.body[l] - v.landmark[l]).norm() + (v.body[r] - v.landmark[r]).norm());
        swapped += w * ((v.body[l] - v.landmark[r]).norm() + (v.body[r] - v.landmark[l]).norm());
        weight += 2 * w;
    }
    if (weight < 1 || same < kFlipLeastM * weight) return;
    const double bad = badness((same - swapped) / weight, kFlipHalfM, kFlipPower) * (1 - ramp(swapped / same, kFlipBestRatio, kFlipWorstRatio));
    for (const int j : joints) {
        quality.raise(Cause::SideFlip, i, j, bad);
        quality.raise(Cause::SideFlip, i, body::kMirror[std::size_t(j)], bad);
    }
}

}  // namespace

void addPicture(const body::MotionClip& clip, const body::BodyModel& body, const ClipMotion& m, const track::PersonTrack& track, Quality& quality) {
    if (!(clip.camera.fx > 0 && clip.camera.fy > 0) || track.empty()) return;
    const auto seen = views(clip, body, track, m);
    raiseOffsets(seen, m, quality);
    raiseScale(seen, m, quality);
    for (std::size_t i = 0; i < m.count; ++i) {
        if (!seen[i].seen) continue;
        raiseFlip(seen[i], i, kLeftLeg, kLegJoints, quality);
        raiseFlip(seen[i], i, kLeftArm, kArmJoints, quality);
    }
}

}  // namespace ropetp::review
