#pragma once

#include "body/pose.h"

#include <Eigen/Core>

namespace ropetp::synth {

/// Rotations of one leg in world axes.
struct LegRotations {
    Eigen::Matrix3d hip, knee, ankle;   ///< of thigh, shin and foot in the world
};

/// Two-bone inverse kinematics. @param hip, ankle  world positions; a distance longer than the leg is
/// reached for. @param foot  rotation of the foot in the world. @param forward  where the knee points.
LegRotations solveLeg(const body::JointPositions& rest, bool left, const Eigen::Vector3d& hip, const Eigen::Vector3d& ankle,
                      const Eigen::Matrix3d& foot, const Eigen::Vector3d& forward);

}  // namespace ropetp::synth
