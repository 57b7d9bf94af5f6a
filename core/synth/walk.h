#pragma once

#include "body/body_model.h"

#include <functional>
#include <vector>

namespace ropetp::synth {

/// How somebody walks. Metres, seconds, radians.
struct Gait {
    double speed = 1.15;            ///< m/s
    double stepLengthM = 0.62;
    double stanceShare = 0.62;      ///< of a foot's cycle on the floor
    double halfStanceWidthM = 0.085;
    double liftM = 0.09;            ///< of the ankle in mid-swing
    double kneeSlack = 0.975;       ///< leg length in use while standing, 1: locked knees
    double armSwingRad = 0.42;
};

/// A curve on the floor by the way along it.
struct FloorPath {
    std::function<Eigen::Vector2d(double)> pointAt;   ///< (x, z) of the world after s metres
    std::function<double(double)> headingAt;          ///< rad about +Y; 0 faces +Z
};

/// A circle about `centre`, counter-clockwise seen from above, from `startRad` (0: at +Z of the centre).
FloorPath circle(const Eigen::Vector2d& centre, double radiusM, double startRad);

/// Poses of a body that walks along a path, at even steps of time. A foot that stands does not move:
/// its place is planned, and the leg reaches it by two-bone inverse kinematics. World frame, Y up, floor y = 0.
std::vector<body::Pose> walk(const body::BodyModel& body, const body::Betas& betas, const FloorPath& path, const Gait& gait,
                             int frames, double fps);

}  // namespace ropetp::synth
