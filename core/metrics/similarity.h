#pragma once

#include <Eigen/Core>

namespace ropetp::metrics {

/// Points, one a row.
using Points = Eigen::Matrix<double, Eigen::Dynamic, 3>;

/// x' = scale * rotation * x + translation.
struct Similarity {
    Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
    double scale = 1;
    Eigen::Vector3d translation = Eigen::Vector3d::Zero();
    Points apply(const Points& points) const {
        return (scale * points * rotation.transpose()).rowwise() + translation.transpose();
    }
};

/// The least-squares map of `from` onto `to` (Umeyama 1991). `withScale` false: rigid. Fewer than three
/// points or points on a line give one of the best maps.
Similarity alignment(const Points& from, const Points& to, bool withScale);

}  // namespace ropetp::metrics
