#pragma once

#include "base/rotation.h"

#include <cmath>

namespace ropetp::pose {

/// log(exp(a) exp(d)) ~ a + J d for small d.
inline Eigen::Matrix3d inverseRightJacobian(const Eigen::Vector3d& a) {
    const double t2 = a.squaredNorm();
    double c = 1.0 / 12 + t2 / 720;
    if (t2 > 1e-6) {
        const double t = std::sqrt(t2);
        // Its pole at a full turn is not reached: axis-angles end at half a turn.
        c = 1 / t2 - (1 + std::cos(t)) / (2 * t * std::sin(t) + 1e-12);
        if (t > 3.1) c = 1 / t2;
    }
    const Eigen::Matrix3d k = skew(a);
    return Eigen::Matrix3d::Identity() + 0.5 * k + c * k * k;
}

}  // namespace ropetp::pose
