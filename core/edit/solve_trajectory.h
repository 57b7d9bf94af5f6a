#pragma once

#include "edit/layers.h"
#include "trajectory/path_spread.h"

#include <string>

namespace ropetp::edit {

/// How a trajectory is solved; as trajectory::TrajectoryOptions.
struct TrajectorySolve {
    std::string solver;           ///< of trajectory::trajectorySolverNames(); empty: the default
    int steps = 100;
    std::uint64_t seed = 0;
    friend bool operator==(const TrajectorySolve&, const TrajectorySolve&) = default;
};

/// What the user knows, as solvers take it. What lies outside the clip is left out.
trajectory::PathControl pathControl(const TrajectoryEdits& edits, const body::MotionClip& clip);

/// The way through the world of the composed clip under the person's trajectory edits. Where there are pins or a line the raw
/// solver, which knows none, is replaced by the default. A job; the layers are not changed (edit::putTrajectory does that).
/// InvalidInput for a person who is not solved; errors of the solver.
Result<std::shared_ptr<const SolvedTrajectory>> solveTrajectory(const PersonLayers& layers, const body::BodyModel& body, const TrajectorySolve& how, JobControl& job);

/// How sure the trajectory is: trajectory::sampleSpread() of the composed clip under the edits.
Result<trajectory::PathSpread> trajectorySpread(const PersonLayers& layers, const body::BodyModel& body, const TrajectorySolve& how, int samples, JobControl& job);

}  // namespace ropetp::edit
