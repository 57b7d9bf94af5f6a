#include "pose/rope/start_pose.h"

#include "body/mannequin.h"
#include "pose/initial_pose.h"
#include "pose/rope/rope_config.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

/// Shoulders, elbows, wrists, hips, knees, ankles and ears: what tells scale and place.
constexpr std::array<int, 14> kPlacing = {7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28};
constexpr double kMostOffsetM = 3, kMostLogScale = 1.5;

const FitBody& meanBody() {
    static const FitBody body(*body::mannequin(), body::Betas::Zero());
    return body;
}

double finite(float v) { return std::isfinite(v) ? double(v) : 0.0; }

}  // namespace

void startFromLandmarks(std::span<const float> landmarks, std::span<float> start) {
    const auto of = [&](int landmark, int value) { return finite(landmarks[std::size_t(kLandmarkValues * landmark + value)]); };
    FrameObservation observation;
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        const int k = landmarkPoints()[std::size_t(i)].landmark;
        observation.points[std::size_t(i)].fromMidHipM = {of(k, 3), of(k, 4), of(k, 5)};
    }
    const FrameState state = initialPose(meanBody(), observation);
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        for (Eigen::Index c = 0; c < 2; ++c)
            for (Eigen::Index r = 0; r < 3; ++r) {
                const double v = state.local[j](r, c);
                start[6 * j + std::size_t(3 * c + r)] = std::isfinite(v) ? float(v) : r == c ? 1.f : 0.f;
            }
    // crop = scale (point + offset), least squares over what is seen.
    Eigen::Vector2d meanCrop = Eigen::Vector2d::Zero(), meanPoint = meanCrop;
    double weights = 1e-6;
    for (const int k : kPlacing) {
        const double w = 0.02 + of(k, 2) * of(k, 2);
        meanCrop += w * Eigen::Vector2d(of(k, 0), of(k, 1));
        meanPoint += w * Eigen::Vector2d(of(k, 3), of(k, 4));
        weights += w;
    }
    meanCrop /= weights;
    meanPoint /= weights;
    double both = 0, own = 1e-6;
    for (const int k : kPlacing) {
        const double w = 0.02 + of(k, 2) * of(k, 2);
        const Eigen::Vector2d p = Eigen::Vector2d(of(k, 3), of(k, 4)) - meanPoint, q = Eigen::Vector2d(of(k, 0), of(k, 1)) - meanCrop;
        both += w * p.dot(q);
        own += w * p.squaredNorm();
    }
    const double logScale = std::clamp(std::log(std::max(both / own, 1e-3) / kMeanScale), -kMostLogScale, kMostLogScale);
    const Eigen::Vector2d offset = meanCrop / (kMeanScale * std::exp(logScale)) - meanPoint;
    start[6 * body::kJointCount] = float(logScale);
    for (Eigen::Index c = 0; c < 2; ++c) start[6 * body::kJointCount + 1 + std::size_t(c)] = float(std::clamp(offset[c], -kMostOffsetM, kMostOffsetM));
}

}  // namespace ropetp::pose
