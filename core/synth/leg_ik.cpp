#include "synth/leg_ik.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace ropetp::synth {
namespace {

/// Axes with `along` as y and x as near to `side` as it can be.
Eigen::Matrix3d frameOf(const Eigen::Vector3d& along, const Eigen::Vector3d& side) {
    Eigen::Matrix3d m;
    m.col(1) = along.normalized();
    m.col(0) = (side - side.dot(m.col(1)) * m.col(1)).normalized();
    m.col(2) = m.col(0).cross(m.col(1));
    return m;
}

}  // namespace

LegRotations solveLeg(const body::JointPositions& rest, bool left, const Eigen::Vector3d& hip, const Eigen::Vector3d& ankle,
                      const Eigen::Matrix3d& foot, const Eigen::Vector3d& forward) {
    const int h = left ? 1 : 2, k = left ? 4 : 5, a = left ? 7 : 8;
    const Eigen::Vector3d thigh = (rest.row(k) - rest.row(h)).transpose(), shin = (rest.row(a) - rest.row(k)).transpose();
    const double lt = thigh.norm(), ls = shin.norm();
    const Eigen::Vector3d reach = ankle - hip;
    const double d = std::clamp(reach.norm(), std::abs(lt - ls) + 1e-4, lt + ls - 1e-4);
    const Eigen::Vector3d down = reach.normalized();
    const Eigen::Vector3d ahead = (forward - forward.dot(down) * down).normalized();
    const double along = (lt * lt - ls * ls + d * d) / (2 * d);
    const Eigen::Vector3d knee = hip + along * down + std::sqrt(std::max(0.0, lt * lt - along * along)) * ahead;
    // The hinge: left of somebody who looks ahead and whose leg hangs down.
    const Eigen::Vector3d hinge = ahead.cross(down);
    LegRotations r;
    r.hip = frameOf(knee - hip, hinge) * frameOf(thigh, Eigen::Vector3d::UnitX()).transpose();
    r.knee = frameOf(hip + d * down - knee, hinge) * frameOf(shin, Eigen::Vector3d::UnitX()).transpose();
    r.ankle = foot;
    return r;
}

}  // namespace ropetp::synth
