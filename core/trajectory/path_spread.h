#pragma once

#include "trajectory/trajectory_solver.h"

namespace ropetp::trajectory {

/// How far trajectories drawn from several seeds lie apart: what the TrajDenoiser is not sure of.
struct PathSpread {
    std::vector<Eigen::Vector3d> meanM;   ///< of the pelvis, world; one a frame of the clip
    std::vector<double> spreadM;          ///< root mean square distance from the mean; 0 where all agree
};

/// Solves the clip with `samples` seeds, options.seed and those that follow. Deterministic.
/// @param solver  of trajectorySolverNames(); those that do not sample spread by nothing. @param samples  2 to 64.
/// InvalidInput, Canceled, errors of the solver.
Result<PathSpread> sampleSpread(const body::MotionClip& clip, const body::BodyModel& body, const std::string& solver, TrajectoryOptions options, int samples, JobControl& job);

}  // namespace ropetp::trajectory
