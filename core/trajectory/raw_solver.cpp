#include "trajectory/raw_solver.h"

#include "trajectory/contacts.h"
#include "trajectory/world_frame.h"

namespace ropetp::trajectory {
std::string RawSolver::name() const { return "raw-trajectory 1.0"; }

Result<void> RawSolver::solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) {
    if (auto good = checkForTrajectory(clip); !good) return good;
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    placeInWorld(clip, body);
    job.report(0.5);
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    estimateContacts(clip, body);
    job.report(1.0);
    return {};
}

}  // namespace ropetp::trajectory
