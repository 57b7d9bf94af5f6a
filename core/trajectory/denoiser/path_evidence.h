#pragma once

#include <Eigen/Core>

#include <limits>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// What is known of where the root was on a frame: a pin of the user, a sighting of the camera, the floor under a foot.
struct PathEvidence {
    std::size_t frame = 0;
    Eigen::Vector3d placeM = Eigen::Vector3d::Zero();         ///< world
    /// How far off it may be, each axis, metres: kHardM = exactly so, kNothing = it says nothing.
    Eigen::Vector3d sigmaM = Eigen::Vector3d::Constant(std::numeric_limits<double>::infinity());

    static constexpr double kHardM = 1e-4, kNothing = std::numeric_limits<double>::infinity();
    static PathEvidence pin(std::size_t frame, const Eigen::Vector3d& placeM, double sigmaM = kHardM) { return {frame, placeM, Eigen::Vector3d::Constant(sigmaM)}; }
};

/// The most probable path, given its steps and the evidence: steps err independently, so a difference is spread over the
/// frames between two pieces of evidence, most where steps are least sure. Least squares, linear time.
/// @param steps  n - 1: from frame i to i + 1, metres. @param stepSigmaM  as many, > 0. @param evidence  at least one finite
/// sigma on each axis is needed somewhere, else frame 0 is put at the origin on that axis.
/// @return n places.
std::vector<Eigen::Vector3d> fusedPath(std::span<const Eigen::Vector3d> steps, std::span<const double> stepSigmaM, std::span<const PathEvidence> evidence);

/// The same where all steps over the floor may err together by an error that changes slowly, as where the legs' swing is not seen:
/// its change from frame to frame is about `slowSigmaM`. Evidence then tells the pace, the steps what happens within a stride.
/// Heights have no such error. 0: fusedPath().
std::vector<Eigen::Vector3d> fusedSlowly(std::span<const Eigen::Vector3d> steps, std::span<const double> stepSigmaM, std::span<const PathEvidence> evidence, double slowSigmaM);

}  // namespace ropetp::trajectory
