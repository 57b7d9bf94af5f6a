#pragma once

#include "body/pose.h"

namespace ropetp::metrics {

/// The pelvis that everything is aligned at: the mean of both hip joints (SMPL 1 and 2).
inline Eigen::RowVector3d midHip(const body::JointPositions& p) {
    return (p.row(body::index(body::Joint::LeftHip)) + p.row(body::index(body::Joint::RightHip))) / 2;
}

}  // namespace ropetp::metrics
