#include "pose/fit_confidence.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

using body::Joint;

/// A landmark this far from its point on the body says that one of them is wrong.
constexpr double kResidualM = 0.07;
constexpr double kDecaySec = 0.35;
constexpr double kInFilledMost = 0.5;

double landmarkConfidence(const FrameObservation& observation, const std::array<double, kLandmarkPointCount>& residualsM, int landmark) {
    const int i = landmarkPointIndex(landmark);
    if (residualsM[i] < 0) return 0;
    const double ratio = residualsM[i] / kResidualM;
    return observation.score * observation.points[i].weight / (1 + ratio * ratio * ratio * ratio);
}

}  // namespace

JointConfidence jointConfidence(const FrameObservation& observation, const std::array<double, kLandmarkPointCount>& residualsM) {
    JointConfidence out{};
    const auto of = [&](int landmark) { return landmarkConfidence(observation, residualsM, landmark); };
    const auto put = [&](Joint j, double value) { out[body::index(j)] = static_cast<float>(std::clamp(value, 0.0, 1.0)); };
    const double hips = (of(23) + of(24)) / 2, shoulders = (of(11) + of(12)) / 2;
    put(Joint::Pelvis, hips);
    put(Joint::Spine1, hips * 0.67 + shoulders * 0.33);
    put(Joint::Spine2, (hips + shoulders) / 2);
    put(Joint::Spine3, hips * 0.33 + shoulders * 0.67);
    put(Joint::Neck, shoulders);
    put(Joint::Head, (of(0) + of(7) + of(8)) / 3);
    const auto side = [&](int first, Joint hip, Joint knee, Joint ankle, Joint foot, Joint collar, Joint shoulder, Joint elbow,
                          Joint wrist, Joint hand) {
        put(hip, of(first + 12));
        put(knee, of(first + 14));
        put(ankle, of(first + 16));
        put(foot, (of(first + 18) + of(first + 20)) / 2);
        put(collar, shoulders);
        put(shoulder, of(first));
        put(elbow, of(first + 2));
        put(wrist, of(first + 4));
        put(hand, (of(first + 6) + of(first + 8)) / 2);
    };
    side(11, Joint::LeftHip, Joint::LeftKnee, Joint::LeftAnkle, Joint::LeftFoot, Joint::LeftCollar, Joint::LeftShoulder,
         Joint::LeftElbow, Joint::LeftWrist, Joint::LeftHand);
    side(12, Joint::RightHip, Joint::RightKnee, Joint::RightAnkle, Joint::RightFoot, Joint::RightCollar, Joint::RightShoulder,
         Joint::RightElbow, Joint::RightWrist, Joint::RightHand);
    return out;
}

JointConfidence inFilledConfidence(const JointConfidence& before, double secBefore, const JointConfidence& after, double secAfter) {
    JointConfidence out{};
    const double a = std::exp(-secBefore / kDecaySec), b = std::exp(-secAfter / kDecaySec);
    for (int j = 0; j < body::kJointCount; ++j)
        out[j] = static_cast<float>(kInFilledMost * std::max(a * before[j], b * after[j]));
    return out;
}

}  // namespace ropetp::pose
