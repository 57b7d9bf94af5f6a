#include "pose/motion_terms.h"

#include "base/rotation.h"

#include <algorithm>

namespace ropetp::pose {
namespace {

/// Quickness of a joint against a knee's or an elbow's.
double quickness(int joint) {
    switch (static_cast<body::Joint>(joint)) {
    case body::Joint::Pelvis: return 0.08;
    case body::Joint::Spine1:
    case body::Joint::Spine2:
    case body::Joint::Spine3: return 0.01;
    case body::Joint::Neck:
    case body::Joint::Head: return 0.05;
    case body::Joint::LeftCollar:
    case body::Joint::RightCollar: return 0.03;
    case body::Joint::LeftHip:
    case body::Joint::RightHip: return 0.6;
    case body::Joint::LeftAnkle:
    case body::Joint::RightAnkle:
    case body::Joint::LeftWrist:
    case body::Joint::RightWrist: return 0.5;
    default: return 1.0;
    }
}

/// Speeds beyond this many times per second are not expected; holds the pose where nothing is seen.
constexpr double kSpeedDeviation = 6.0;
constexpr double kSpeedDeviationUnseen = 0.5;

FrameVector difference(const FrameState& a, const FrameState& b) {
    FrameVector d;
    d.head<3>() = b.pelvisInCam - a.pelvisInCam;
    for (int j : kFreeJoints) d.segment<3>(kRotationColumn[j]) = axisAngleFromMatrix(a.local[j].transpose() * b.local[j]);
    return d;
}

}  // namespace

MotionTerms::MotionTerms(const FitSettings& settings) {
    accelerationPrecision_[0] = accelerationPrecision_[1] = settings.smoothness / settings.accelerationAcross;
    accelerationPrecision_[2] = settings.smoothness / settings.accelerationAlong;
    for (int j : kFreeJoints)
        accelerationPrecision_.segment<3>(kRotationColumn[j])
            .setConstant(settings.smoothness / (settings.angularAcceleration * quickness(j)));
    velocityPrecision_.setConstant(1 / (kSpeedDeviation * kSpeedDeviation));
}

double MotionTerms::add(std::span<const FrameState> states, std::span<const FrameObservation> observations, int fixedFrames,
                        BandedSolver* solver) const {
    const int count = static_cast<int>(states.size());
    double energy = 0;
    FrameVector previous = FrameVector::Zero();
    double previousDt = 0;
    for (int t = 0; t + 1 < count; ++t) {
        const double dt = std::clamp(observations[t + 1].ptsSec - observations[t].ptsSec, 1e-3, 10.0);
        const FrameVector step = difference(states[t], states[t + 1]);
        const int b = t + 1 - fixedFrames;  // unknown of the later frame
        if (b >= 0) {
            const bool unseen = !observations[t].seen || !observations[t + 1].seen;
            const double boost = unseen ? (kSpeedDeviation * kSpeedDeviation) / (kSpeedDeviationUnseen * kSpeedDeviationUnseen) : 1;
            // Integral of (speed / deviation)^2 over the step, in units of a thirtieth of a second.
            const FrameVector w = velocityPrecision_ * (boost * 30 / dt);
            energy += 0.5 * step.dot(w.cwiseProduct(step));
            if (solver) {
                const FrameVector pull = w.cwiseProduct(step);
                solver->diagonal(b).diagonal() += w;
                solver->rhs(b) -= pull;
                if (b >= 1) {
                    solver->diagonal(b - 1).diagonal() += w;
                    solver->rhs(b - 1) += pull;
                    solver->next(b - 1) -= w;
                }
            }
        }
        if (t > 0 && b >= 0) {
            const double i0 = 1 / previousDt, i1 = 1 / dt;
            const FrameVector r = step * i1 - previous * i0;
            const FrameVector w = accelerationPrecision_ * (2 / (dt + previousDt));
            const FrameVector wr = w.cwiseProduct(r);
            energy += 0.5 * r.dot(wr);
            if (solver) {
                // r = i1 x(t+1) - (i0 + i1) x(t) + i0 x(t-1), to first order.
                const double c2 = i1, c1 = -(i0 + i1), c0 = i0;
                solver->diagonal(b).diagonal() += c2 * c2 * w;
                solver->rhs(b) -= c2 * wr;
                if (b >= 1) {
                    solver->diagonal(b - 1).diagonal() += c1 * c1 * w;
                    solver->rhs(b - 1) -= c1 * wr;
                    solver->next(b - 1) += c1 * c2 * w;
                }
                if (b >= 2) {
                    solver->diagonal(b - 2).diagonal() += c0 * c0 * w;
                    solver->rhs(b - 2) -= c0 * wr;
                    solver->next(b - 2) += c0 * c1 * w;
                    solver->afterNext(b - 2) += c0 * c2 * w;
                }
            }
        }
        previous = step;
        previousDt = dt;
    }
    return energy;
}

}  // namespace ropetp::pose
