#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "trajectory/path_control.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ropetp::trajectory {

/// Turns camera-space motion into a world trajectory: fills poseInWorld and contacts.
/// The clip arrives with camFromWorld and poseInCam set. Where the camera moves (CameraKind::Estimated) its rotation counts, and
/// its place is solved back from the person's, so that the person stays where the pictures show it.
class TrajectorySolver {
  public:
    virtual ~TrajectorySolver() = default;
    virtual std::string name() const = 0;   ///< e.g. "raw-trajectory 1.0"
    /// InvalidInput for an empty clip, values that are not finite, or time that does not increase;
    /// Canceled. On failure the clip's world values are unspecified.
    virtual Result<void> solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) = 0;
};

struct TrajectoryOptions {
    std::uint64_t seed = 0;              ///< for solvers that sample: the same seed gives the same trajectory
    int steps = 100;                     ///< of the TrajDenoiser's sampling; 20 is a draft
    std::filesystem::path weights;       ///< empty: the ones that come with the program
    PathControl control;
    bool lockFeet = true;                ///< legs are bent so that feet that stand keep their place
};

/// Names that makeTrajectorySolver() takes, the default first: `denoiser` (the TrajDenoiser), and to compare with `regression`
/// (the same network in one go), `feet` (dead reckoning) and `raw` (the camera's).
std::vector<std::string> trajectorySolverNames();
/// InvalidInput for an unknown name (the detail lists the known ones); FileNotFound, ModelMissing, ModelCorrupt for weights.
Result<std::unique_ptr<TrajectorySolver>> makeTrajectorySolver(const std::string& name, const TrajectoryOptions& options);

/// What every solver asks of a clip; see TrajectorySolver::solve().
Result<void> checkForTrajectory(const body::MotionClip& clip);

}  // namespace ropetp::trajectory
