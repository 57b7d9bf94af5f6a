#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "trajectory/foot_points.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace ropetp::trajectory {

/// A foot point touches the floor when it is low and slow (paper-notes row 17). Two thresholds each,
/// so that noise does not make contacts flicker.
struct ContactOptions {
    double enterHeightM = 0.06, leaveHeightM = 0.12;
    double enterSpeed = 0.35, leaveSpeed = 0.80;  ///< m/s
    double windowSec = 0.2;                       ///< velocities are slopes over so much time
};

/// Velocity of a point at each sample: slope of a straight line fitted over `windowSec` around it
/// (at least one neighbour on each side). m/s; zeros for fewer than two samples.
/// @param timeSec  increasing, as many as points.
std::vector<Eigen::Vector3d> velocities(std::span<const Eigen::Vector3d> points, std::span<const double> timeSec,
                                        double windowSec);

/// Fills `contacts` of every frame from poseInWorld: above 0.5 in contact, below 0.5 not; the
/// distance from 0.5 says how clearly. 0 on frames where the person was not seen.
void estimateContacts(body::MotionClip& clip, const body::BodyModel& body, const ContactOptions& options = {});

}  // namespace ropetp::trajectory
