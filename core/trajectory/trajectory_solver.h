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
    virtual Result<void> solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) = 0;
};

std::vector<std::string> trajectorySolverNames();
Result<std::unique_ptr<TrajectorySolver>> makeTrajectorySolver(const std::string& name, std::uint64_t seed);

}  // namespace ropetp::trajectory
