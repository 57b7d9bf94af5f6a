#pragma once

#include "trajectory/floor_flow.h"

#include <Eigen/Core>

#include <optional>

namespace ropetp::trajectory {

/// What is known of a step of the camera before its floor points are asked.
struct FloorSight {
    Eigen::Matrix3d toFromFrom = Eigen::Matrix3d::Identity();  ///< the camera's turn
    double turnSigmaRad = 0;              ///< how far off it may be, an axis
    Eigen::Vector3d up{0, -1, 0};         ///< the floor's normal in the first frame's camera axes, unit
    double heightM = 0;                   ///< of the camera over the floor on the first frame
    double farthestM = 0;                 ///< points farther off are left out: they tell little, and are often no floor
    double pixelRad = 0;                  ///< FloorFlow::pixelRad()
};

/// How the camera moved over the floor between two frames.
struct FloorStepFit {
    Eigen::Vector3d travelM = Eigen::Vector3d::Zero();   ///< the second place of the camera in its first axes
    Eigen::Vector3d turn = Eigen::Vector3d::Zero();      ///< small turn that the first guess of the turn lacked, radians
    Eigen::Matrix3d covariance = Eigen::Matrix3d::Zero();///< of travelM, m^2
    int points = 0, agreeing = 0;         ///< of those that could be floor
    double residualPx = 0;                ///< median over what agrees
    double cost = 0;                      ///< robust, a point: 0 (all fit) to 1 (none does)
    double costStanding = 0;              ///< the same for a camera that only turned
};

/// Points on the plane move by the homography R (I + t n^T / d) with R, n and d known but for a little of R: RANSAC over pairs
/// of points, then iterated reweighted least squares. Same input, same answer. nullopt with fewer than 10 points below the horizon.
/// @param start  of an earlier fit of the same points with other plane: instead of RANSAC.
std::optional<FloorStepFit> fitFloorStep(const FloorStep& step, const FloorSight& sight, const FloorStepFit* start = nullptr);

}  // namespace ropetp::trajectory
