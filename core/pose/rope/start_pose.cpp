#include "pose/rope/start_pose.h"

#include "body/mannequin.h"
#include "pose/initial_pose.h"
#include "pose/rope/rope_config.h"
#include "pose/window_solver.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

/// A lens and a distance as most footage has them. The network is told neither, and only the ratio counts.
constexpr double kFocalInCrops = 5;
constexpr double kMostOffsetM = 3, kMostLogScale = 1.5;
constexpr double kLeastWeight = 0.02, kDepthOfUnseen = 0.15;
constexpr double kFarthestInCrops = 8, kFarthestM = 3;

const FitBody& meanBody() {
    static const FitBody body(*body::mannequin(), body::Betas::Zero());
    return body;
}

FitSettings oneFrameAlone() {
    FitSettings s;
    s.smoothness = 0;
    s.depthWeight = 0.1;
    return s;
}

double bounded(float v, double most) { return std::isfinite(v) ? std::clamp(double(v), -most, most) : 0.0; }

FrameObservation observationOf(std::span<const float> landmarks) {
    FrameObservation o;
    o.seen = true;
    for (std::size_t i = 0; i < std::size_t(kLandmarkPointCount); ++i) {
        const float* from = landmarks.data() + std::size_t(kLandmarkValues * landmarkPoints()[i].landmark);
        PointObservation& point = o.points[i];
        point.weight = std::max(bounded(from[2], 1), 0.0);
        if (point.weight < kLeastWeight) point.weight = 0;
        point.depthWeight = std::max(point.weight, kDepthOfUnseen);
        point.ray = Eigen::Vector2d(bounded(from[0], kFarthestInCrops), bounded(from[1], kFarthestInCrops)) / kFocalInCrops;
        point.fromMidHipM = {bounded(from[3], kFarthestM), bounded(from[4], kFarthestM), bounded(from[5], kFarthestM)};
    }
    return o;
}

bool isFinite(const FrameState& s) {
    return s.pelvisInCam.allFinite() && std::all_of(s.local.begin(), s.local.end(), [](const Eigen::Matrix3d& r) { return r.allFinite(); });
}

}  // namespace

void startFromLandmarks(std::span<const float> landmarks, std::span<float> start) {
    static const PosePrior prior = PosePrior::anatomical();
    const std::array observations{observationOf(landmarks)};
    std::array states{initialPose(meanBody(), observations[0])};
    const FrameState first = states[0];
    WindowSolver solver(prior, oneFrameAlone());
    solver.setBody(meanBody());
    NullJobControl job;
    if (!solver.solve(states, observations, 0, job) || !isFinite(states[0])) states[0] = isFinite(first) ? first : FrameState();
    const FrameState& state = states[0];
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        for (Eigen::Index c = 0; c < 2; ++c)
            for (Eigen::Index r = 0; r < 3; ++r) start[6 * j + std::size_t(3 * c + r)] = float(state.local[j](r, c));
    const double scale = kFocalInCrops / std::max(state.pelvisInCam.z(), 0.1);
    start[6 * body::kJointCount] = float(std::clamp(std::log(scale / kMeanScale), -kMostLogScale, kMostLogScale));
    for (Eigen::Index c = 0; c < 2; ++c) start[6 * body::kJointCount + 1 + std::size_t(c)] = float(std::clamp(state.pelvisInCam[c], -kMostOffsetM, kMostOffsetM));
}

}  // namespace ropetp::pose
