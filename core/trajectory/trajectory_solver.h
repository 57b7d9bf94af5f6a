#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ropetp::trajectory {

/// Turns camera-space motion into a world trajectory: fills poseInWorld and contacts.
/// Implementations: "raw" (camera-space translation through camFromWorld); later the TrajDenoiser.
/// The clip arrives with camFromWorld and poseInCam set.
class TrajectorySolver {
  public:
    virtual ~TrajectorySolver() = default;
    virtual std::string name() const = 0;   ///< e.g. "raw-trajectory 1.0"
    /// InvalidInput for an empty clip, values that are not finite, or time that does not increase;
    /// Canceled. On failure the clip's world values are unspecified.
    virtual Result<void> solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) = 0;
};

/// Names that makeTrajectorySolver() takes, the default first.
std::vector<std::string> trajectorySolverNames();
/// InvalidInput for an unknown name (the detail lists the known ones). `seed`: for solvers that sample.
Result<std::unique_ptr<TrajectorySolver>> makeTrajectorySolver(const std::string& name, std::uint64_t seed);

}  // namespace ropetp::trajectory
