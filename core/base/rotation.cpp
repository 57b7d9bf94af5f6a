#include "base/rotation.h"

#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp {

Eigen::Matrix3d skew(const Eigen::Vector3d& v) {
    Eigen::Matrix3d m;
    m << 0, -v.z(), v.y(), v.z(), 0, -v.x(), -v.y(), v.x(), 0;
    return m;
}

Eigen::Matrix3d matrixFromAxisAngle(const Eigen::Vector3d& a) {
    const double t2 = a.squaredNorm();
    const Eigen::Matrix3d k = skew(a);
    double s = 0, c = 0;  // sin(t)/t and (1-cos(t))/t^2
    if (t2 < 1e-8) {
        s = 1 - t2 / 6;
        c = 0.5 - t2 / 24;
    } else {
        const double t = std::sqrt(t2);
        s = std::sin(t) / t;
        c = (1 - std::cos(t)) / t2;
    }
    return Eigen::Matrix3d::Identity() + s * k + c * k * k;
}

Eigen::Quaterniond quaternionFromAxisAngle(const Eigen::Vector3d& a) {
    const double t = a.norm();
    const double half = t < 1e-4 ? 0.5 - t * t / 48 : std::sin(t / 2) / t;
    Eigen::Quaterniond q(std::cos(t / 2), half * a.x(), half * a.y(), half * a.z());
    q.normalize();
    return q;
}

Eigen::Vector3d axisAngleFromQuaternion(const Eigen::Quaterniond& q) {
    const Eigen::Quaterniond p = q.w() < 0 ? Eigen::Quaterniond(-q.coeffs()) : q;
    const double n = p.vec().norm();
    const double factor = n < 1e-9 ? 2.0 / p.w() : 2 * std::atan2(n, p.w()) / n;
    return factor * p.vec();
}

Eigen::Vector3d axisAngleFromMatrix(const Eigen::Matrix3d& r) {
    return axisAngleFromQuaternion(Eigen::Quaterniond(r).normalized());
}

Rot6d rot6dFromMatrix(const Eigen::Matrix3d& r) {
    Rot6d out;
    out << r.col(0), r.col(1);
    return out;
}

Eigen::Matrix3d matrixFromRot6d(const Rot6d& d) {
    const Eigen::Vector3d x = d.head<3>().normalized();
    const Eigen::Vector3d y = (d.tail<3>() - x * x.dot(d.tail<3>())).normalized();
    Eigen::Matrix3d r;
    r << x, y, x.cross(y);
    return r;
}

Eigen::Matrix3d nearestRotation(const Eigen::Matrix3d& m) {
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(m, Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Matrix3d u = svd.matrixU();
    if ((u * svd.matrixV().transpose()).determinant() < 0) u.col(2) *= -1;
    return u * svd.matrixV().transpose();
}

Eigen::Matrix3d leftJacobian(const Eigen::Vector3d& a) {
    const double t2 = a.squaredNorm();
    const Eigen::Matrix3d k = skew(a);
    double b = 0, c = 0;  // (1-cos t)/t^2 and (t-sin t)/t^3
    if (t2 < 1e-6) {
        b = 0.5 - t2 / 24;
        c = 1.0 / 6 - t2 / 120;
    } else {
        const double t = std::sqrt(t2);
        b = (1 - std::cos(t)) / t2;
        c = (t - std::sin(t)) / (t2 * t);
    }
    return Eigen::Matrix3d::Identity() + b * k + c * k * k;
}

double geodesicAngle(const Eigen::Matrix3d& a, const Eigen::Matrix3d& b) {
    return axisAngleFromMatrix(a.transpose() * b).norm();
}

}  // namespace ropetp
