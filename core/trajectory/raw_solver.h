#pragma once

#include "trajectory/trajectory_solver.h"

namespace ropetp::trajectory {

/// The camera-space translation as it is, seen from the world: nothing is smoothed, so the depth
/// noise of a single camera stays visible along the line of sight. The take to compare with, and
/// what other solvers start from. Contacts by speed and height (contacts.h).
class RawSolver final : public TrajectorySolver {
  public:
    std::string name() const override;
    Result<void> solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) override;
};

}  // namespace ropetp::trajectory
