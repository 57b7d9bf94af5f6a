#pragma once

#include <Eigen/Geometry>

#include <vector>

namespace ropetp::edit {

/// Rotations to be passed through, at increasing times; a key may know its speed (rad/s, right-hand increments).
struct RotationKey {
    double timeSec = 0;
    Eigen::Quaterniond rotation = Eigen::Quaterniond::Identity();
    bool hasSpeed = false;
    Eigen::Vector3d speed = Eigen::Vector3d::Zero();
};
struct PlaceKey {
    double timeSec = 0;
    Eigen::Vector3d place = Eigen::Vector3d::Zero();
    bool hasSpeed = false;
    Eigen::Vector3d speed = Eigen::Vector3d::Zero();
};

/// On the geodesic between the neighbouring keys. At least one key; beyond the ends the end.
Eigen::Quaterniond slerpAt(const std::vector<RotationKey>& keys, double timeSec);
/// Cubic Bezier curves on the sphere (de Casteljau with slerp; Shoemake 1985), of equal speed on both sides of a key.
/// Speeds that are not known are Catmull-Rom's for uneven steps.
Eigen::Quaterniond bezierAt(const std::vector<RotationKey>& keys, double timeSec);
Eigen::Vector3d linearAt(const std::vector<PlaceKey>& keys, double timeSec);
Eigen::Vector3d bezierAt(const std::vector<PlaceKey>& keys, double timeSec);

}  // namespace ropetp::edit
