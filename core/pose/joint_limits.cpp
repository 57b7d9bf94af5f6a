#include "pose/joint_limits.h"

#include "base/rotation.h"
#include "pose/pose_prior.h"
#include "pose/rotation_derivative.h"

#include <limits>

namespace ropetp::pose {
namespace {

using body::Joint;

/// Allowed interval of one axis-angle component, radians.
struct Limit {
    Joint joint;
    int axis;
    double low, high;
};

constexpr double kTolerance = 0.12;

// Axes at rest: x left, y up, z forward. Left side; the right one mirrors y and z.
constexpr std::array<Limit, 21> kLimits = {{
    {Joint::LeftKnee, 0, 0.0, 2.6},
    {Joint::LeftKnee, 1, -0.35, 0.35},
    {Joint::LeftKnee, 2, -0.15, 0.15},
    {Joint::LeftElbow, 1, -2.6, 0.0},
    {Joint::LeftElbow, 0, -1.2, 1.2},
    {Joint::LeftElbow, 2, -0.35, 0.35},
    {Joint::LeftHip, 0, -2.3, 0.6},
    {Joint::LeftHip, 1, -0.8, 0.8},
    {Joint::LeftHip, 2, -0.5, 1.1},
    {Joint::LeftAnkle, 0, -0.6, 0.9},
    {Joint::LeftAnkle, 1, -0.5, 0.5},
    {Joint::LeftAnkle, 2, -0.5, 0.5},
    {Joint::LeftWrist, 0, -0.8, 0.8},
    {Joint::LeftWrist, 1, -0.6, 0.6},
    {Joint::LeftWrist, 2, -1.2, 1.2},
    {Joint::LeftCollar, 0, -0.3, 0.3},
    {Joint::LeftCollar, 1, -0.5, 0.4},
    {Joint::LeftCollar, 2, -0.2, 0.6},
    {Joint::LeftShoulder, 0, -1.6, 1.6},
    {Joint::LeftShoulder, 1, -2.2, 1.0},
    {Joint::LeftShoulder, 2, -1.7, 1.7},
}};

constexpr std::array<Limit, 15> kMidlineLimits = {{
    {Joint::Spine1, 0, -0.25, 0.6},  {Joint::Spine1, 1, -0.3, 0.3},  {Joint::Spine1, 2, -0.3, 0.3},
    {Joint::Spine2, 0, -0.2, 0.5},   {Joint::Spine2, 1, -0.3, 0.3},  {Joint::Spine2, 2, -0.3, 0.3},
    {Joint::Spine3, 0, -0.2, 0.4},   {Joint::Spine3, 1, -0.3, 0.3},  {Joint::Spine3, 2, -0.3, 0.3},
    {Joint::Neck, 0, -0.5, 0.6},     {Joint::Neck, 1, -0.7, 0.7},    {Joint::Neck, 2, -0.4, 0.4},
    {Joint::Head, 0, -0.4, 0.5},     {Joint::Head, 1, -0.7, 0.7},    {Joint::Head, 2, -0.4, 0.4},
}};

using Ranges = std::array<std::array<std::optional<AxisRange>, 3>, body::kJointCount>;

Ranges allRanges() {
    Ranges ranges;
    for (const Limit& l : kLimits) {
        const auto left = std::size_t(body::index(l.joint)), right = std::size_t(body::kMirror[left]), axis = std::size_t(l.axis);
        ranges[left][axis] = AxisRange{l.low, l.high};
        ranges[right][axis] = l.axis == 0 ? AxisRange{l.low, l.high} : AxisRange{-l.high, -l.low};
    }
    for (const Limit& l : kMidlineLimits) ranges[std::size_t(body::index(l.joint))][std::size_t(l.axis)] = AxisRange{l.low, l.high};
    return ranges;
}

struct Sum {
    const FrameState& state;
    double weight;
    FrameMatrix* hessian;
    FrameVector* gradient;
    double energy = 0;

    void add(int joint, int axis, double low, double high) {
        const Eigen::Vector3d a = axisAngleFromMatrix(state.local[joint]);
        const double excess = a[axis] < low ? a[axis] - low : a[axis] > high ? a[axis] - high : 0;
        if (excess == 0) return;
        const double r = excess / kTolerance;
        energy += 0.5 * r * r;
        if (!hessian) return;
        const Eigen::Vector3d row = inverseRightJacobian(a).row(axis).transpose() / kTolerance;
        const int column = kRotationColumn[joint];
        hessian->block<3, 3>(column, column).noalias() += weight * row * row.transpose();
        gradient->segment<3>(column).noalias() += weight * r * row;
    }
};

}  // namespace

const std::array<std::optional<AxisRange>, 3>& jointRanges(int joint) {
    static const Ranges ranges = allRanges();
    return ranges[std::size_t(joint)];
}

double addJointLimits(const FrameState& state, double weight, FrameMatrix* hessian, FrameVector* gradient) {
    Sum sum{state, weight, hessian, gradient};
    for (const Limit& limit : kLimits) {
        const int left = body::index(limit.joint);
        sum.add(left, limit.axis, limit.low, limit.high);
        if (limit.axis == 0)
            sum.add(body::kMirror[left], 0, limit.low, limit.high);
        else
            sum.add(body::kMirror[left], limit.axis, -limit.high, -limit.low);
    }
    for (const Limit& limit : kMidlineLimits) sum.add(body::index(limit.joint), limit.axis, limit.low, limit.high);
    return weight * sum.energy;
}

}  // namespace ropetp::pose
