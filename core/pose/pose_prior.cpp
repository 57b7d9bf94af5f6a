#include "pose/pose_prior.h"

#include "base/rotation.h"
#include "pose/rotation_derivative.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ropetp::pose {
namespace {

using body::Joint;

constexpr std::size_t kMostComponents = 64;
/// Components that explain less than this of a posture do not pull it.
constexpr double kLeastShare = 1e-3;

/// Mean and deviation of a joint's axis-angle, radians; left side.
struct Habit {
    Joint joint;
    std::array<double, 3> mean, deviation;
};

constexpr std::array<Habit, 12> kHabits = {{
    {Joint::LeftHip, {-0.25, 0, 0.05}, {0.60, 0.30, 0.28}},
    {Joint::LeftKnee, {0.45, 0, 0}, {0.65, 0.10, 0.08}},
    {Joint::LeftAnkle, {0.05, 0, 0}, {0.30, 0.20, 0.15}},
    {Joint::Spine1, {0.05, 0, 0}, {0.15, 0.10, 0.10}},
    {Joint::Spine2, {0.05, 0, 0}, {0.12, 0.10, 0.10}},
    {Joint::Spine3, {0.03, 0, 0}, {0.10, 0.10, 0.10}},
    {Joint::Neck, {0.05, 0, 0}, {0.18, 0.22, 0.14}},
    {Joint::Head, {0.05, 0, 0}, {0.18, 0.25, 0.14}},
    {Joint::LeftCollar, {0, -0.05, 0}, {0.10, 0.15, 0.15}},
    {Joint::LeftShoulder, {0.0, -0.35, -0.80}, {0.55, 0.60, 0.55}},
    {Joint::LeftElbow, {0, -0.70, 0}, {0.45, 0.65, 0.18}},
    {Joint::LeftWrist, {0, 0, 0}, {0.35, 0.25, 0.35}},
}};

void setHabit(PosePrior::Component& component, int joint, const std::array<double, 3>& mean,
              const std::array<double, 3>& deviation, double mirror) {
    const int row = kRotationColumn[joint] - 6;
    for (int c = 0; c < 3; ++c) {
        component.mean[row + c] = c == 0 ? mean[c] : mirror * mean[c];
        component.precision(row + c, row + c) = 1 / (deviation[c] * deviation[c]);
    }
}

}  // namespace

PriorVector priorCoordinates(const FrameState& state) {
    PriorVector x;
    for (int k = 1; k < kFreeJointCount; ++k) x.segment<3>(3 * (k - 1)) = axisAngleFromMatrix(state.local[kFreeJoints[k]]);
    return x;
}

PosePrior PosePrior::anatomical() {
    Component component;
    for (const Habit& habit : kHabits) {
        const int joint = body::index(habit.joint);
        setHabit(component, joint, habit.mean, habit.deviation, 1);
        if (body::kMirror[joint] != joint) setHabit(component, body::kMirror[joint], habit.mean, habit.deviation, -1);
    }
    return PosePrior({component});
}

PosePrior::PosePrior(std::vector<Component> components) : components_(std::move(components)) {
    if (components_.size() > kMostComponents) components_.resize(kMostComponents);
    double least = std::numeric_limits<double>::infinity();
    for (Component& c : components_) {
        const Eigen::LLT<PriorMatrix> cholesky(c.precision);
        c.factor = cholesky.matrixL();
        const double halfLogDet = c.factor.diagonal().array().log().sum();
        c.offset = -std::log(std::max(c.weight, 1e-12)) - halfLogDet;
        least = std::min(least, c.offset);
    }
    for (Component& c : components_) c.offset -= least;
}

double PosePrior::add(const FrameState& state, double weight, FrameMatrix* hessian, FrameVector* gradient) const {
    const PriorVector x = priorCoordinates(state);
    std::array<double, kMostComponents> energy;
    double least = std::numeric_limits<double>::infinity();
    const std::size_t count = components_.size();
    PriorVector distance, force;
    for (std::size_t k = 0; k < count; ++k) {
        distance = x - components_[k].mean;
        force.noalias() = components_[k].factor.triangularView<Eigen::Lower>().transpose() * distance;
        energy[k] = 0.5 * force.squaredNorm() + components_[k].offset;
        least = std::min(least, energy[k]);
    }
    double sum = 0;
    for (std::size_t k = 0; k < count; ++k) sum += std::exp(least - energy[k]);
    const double total = least - std::log(sum);
    if (!hessian) return weight * total;

    PriorMatrix precision = PriorMatrix::Zero();
    PriorVector pull = PriorVector::Zero();
    for (std::size_t k = 0; k < count; ++k) {
        const double share = std::exp(total - energy[k]);
        if (share < kLeastShare) continue;
        precision.noalias() += share * components_[k].precision;
        pull.noalias() += share * (components_[k].precision * (x - components_[k].mean));
    }
    std::array<Eigen::Matrix3d, kFreeJointCount> turn;
    for (int k = 1; k < kFreeJointCount; ++k) turn[k] = inverseRightJacobian(x.segment<3>(3 * (k - 1)));
    for (int a = 1; a < kFreeJointCount; ++a) {
        gradient->segment<3>(3 + 3 * a).noalias() += weight * turn[a].transpose() * pull.segment<3>(3 * (a - 1));
        for (int b = 1; b <= a; ++b)
            hessian->block<3, 3>(3 + 3 * a, 3 + 3 * b).noalias() +=
                weight * turn[a].transpose() * precision.block<3, 3>(3 * (a - 1), 3 * (b - 1)) * turn[b];
    }
    return weight * total;
}

}  // namespace ropetp::pose
