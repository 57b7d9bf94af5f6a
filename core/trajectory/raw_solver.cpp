#include "trajectory/raw_solver.h"

#include "trajectory/contacts.h"
#include "trajectory/world_frame.h"

#include <cmath>

namespace ropetp::trajectory {
namespace {

bool isFinite(const body::Pose& pose) {
    for (const auto& a : pose.axisAngleRad)
        if (!a.allFinite()) return false;
    return pose.translationM.allFinite();
}

}  // namespace

std::string RawSolver::name() const { return "raw-trajectory 1.0"; }

Result<void> RawSolver::solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) {
    const std::size_t n = clip.frames.size();
    if (n == 0) return fail(ErrorCode::InvalidInput, "trajectory: the clip has no frames");
    if (clip.camFromWorld.size() != 1 && clip.camFromWorld.size() != n)
        return fail(ErrorCode::InvalidInput, "trajectory: camFromWorld must have one entry, or one a frame");
    for (const auto& m : clip.camFromWorld)
        if (!m.matrix().allFinite()) return fail(ErrorCode::InvalidInput, "trajectory: camFromWorld is not finite");
    for (std::size_t i = 0; i < n; ++i) {
        if (!isFinite(clip.frames[i].poseInCam)) return fail(ErrorCode::InvalidInput, "trajectory: a pose is not finite");
        if (i > 0 && !(clip.frames[i].ptsSec > clip.frames[i - 1].ptsSec))
            return fail(ErrorCode::InvalidInput, "trajectory: time stamps do not increase");
    }
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    placeInWorld(clip, body);
    job.report(0.5);
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    estimateContacts(clip, body);
    job.report(1.0);
    return {};
}

}  // namespace ropetp::trajectory
