#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

/// Conversions between rotation parameterisations. All rotations are active, right-handed, and act
/// on column vectors; angles in radians; quaternions are unit, w first where written as text.
namespace ropetp {

/// First two columns of a rotation matrix, column 0 then column 1 (Zhou et al. 2019).
using Rot6d = Eigen::Matrix<double, 6, 1>;

Eigen::Matrix3d skew(const Eigen::Vector3d& v);

/// Rodrigues' formula; exact series near zero.
Eigen::Matrix3d matrixFromAxisAngle(const Eigen::Vector3d& axisAngleRad);
/// The shortest axis-angle, |.| in [0, pi]; stable at both ends.
Eigen::Vector3d axisAngleFromMatrix(const Eigen::Matrix3d& rotation);

Eigen::Quaterniond quaternionFromAxisAngle(const Eigen::Vector3d& axisAngleRad);
Eigen::Vector3d axisAngleFromQuaternion(const Eigen::Quaterniond& q);

Rot6d rot6dFromMatrix(const Eigen::Matrix3d& rotation);
/// Gram-Schmidt; any non-degenerate six numbers give a rotation.
Eigen::Matrix3d matrixFromRot6d(const Rot6d& sixD);

/// The nearest rotation in the Frobenius norm (SVD).
Eigen::Matrix3d nearestRotation(const Eigen::Matrix3d& m);

/// Left Jacobian of SO(3): exp(a + d) ~ exp(J(a) d) exp(a).
Eigen::Matrix3d leftJacobian(const Eigen::Vector3d& axisAngleRad);

/// Angle between two rotations, radians in [0, pi].
double geodesicAngle(const Eigen::Matrix3d& a, const Eigen::Matrix3d& b);

}  // namespace ropetp
