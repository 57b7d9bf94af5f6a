#include "io/euler.h"

#include <algorithm>
#include <cmath>

namespace ropetp::io {
namespace {

constexpr double kDeg = 180.0 / EIGEN_PI;

Eigen::Vector3d unrolled(Eigen::Vector3d angles, const Eigen::Vector3d& near) {
    for (int i = 0; i < 3; ++i) angles[i] += 360.0 * std::round((near[i] - angles[i]) / 360.0);
    return angles;
}

}  // namespace

Eigen::Matrix3d matrixFromEulerDegrees(const Eigen::Vector3d& angles, const EulerOrder& order) {
    Eigen::Matrix3d m = Eigen::Matrix3d::Identity();
    for (int i = 0; i < 3; ++i) m = m * Eigen::AngleAxisd(angles[i] / kDeg, Eigen::Vector3d::Unit(order[i])).toRotationMatrix();
    return m;
}

Eigen::Vector3d eulerDegrees(const Eigen::Matrix3d& r, const EulerOrder& order, const Eigen::Vector3d& near) {
    const int i = order[0], j = order[1], k = order[2];
    // +1 for an even order of the axes (XYZ, YZX, ZXY), -1 for an odd one.
    const double sign = (j - i + 3) % 3 == 1 ? 1.0 : -1.0;
    const double sine = std::clamp(sign * r(i, k), -1.0, 1.0);
    const double cosine = std::hypot(r(i, i), r(i, j));
    constexpr double kGimbal = 1e-7;
    if (cosine < kGimbal) {
        const double first = near[0] / kDeg;
        const Eigen::Matrix3d rest = Eigen::AngleAxisd(first, Eigen::Vector3d::Unit(i)).toRotationMatrix().transpose() * r;
        const double second = std::copysign(EIGEN_PI / 2, sine);
        const Eigen::Matrix3d last = Eigen::AngleAxisd(second, Eigen::Vector3d::Unit(j)).toRotationMatrix().transpose() * rest;
        const double third = std::atan2(-sign * last(i, j), last(i, i));
        return unrolled(Eigen::Vector3d(first, second, third) * kDeg, near);
    }
    const Eigen::Vector3d a = Eigen::Vector3d(std::atan2(-sign * r(j, k), r(k, k)), std::atan2(sine, cosine), std::atan2(-sign * r(i, j), r(i, i))) * kDeg;
    const Eigen::Vector3d b(a[0] + 180, 180 - a[1], a[2] + 180);
    const Eigen::Vector3d ua = unrolled(a, near), ub = unrolled(b, near);
    return (ua - near).squaredNorm() <= (ub - near).squaredNorm() ? ua : ub;
}

}  // namespace ropetp::io
