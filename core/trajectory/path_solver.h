#pragma once

#include "trajectory/body_track.h"
#include "trajectory/denoiser/path_sampler.h"
#include "trajectory/trajectory_solver.h"

#include <functional>

namespace ropetp::trajectory {

/// A way to tell the root's path from what the body does.
struct PathMethod {
    std::string name;
    bool trustsCamera = false;        ///< a static camera's sightings of the root are evidence
    DenoiserCondition condition = DenoiserCondition::Joints;
    std::function<Result<SampledPath>(const BodyTrack&, std::span<const PathEvidence>, JobControl&)> path;
};

/// The solver round a PathMethod: resamples by time, gathers what is known (the user's pins, a static camera's sightings,
/// the floor), puts the path back into the clip, locks feet that stand, and solves a moving camera's place back.
class PathSolver final : public TrajectorySolver {
  public:
    PathSolver(PathMethod method, PathControl control, bool lockFeet) : method_(std::move(method)), control_(std::move(control)), lockFeet_(lockFeet) {}
    std::string name() const override { return method_.name; }
    Result<void> solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) override;

  private:
    PathMethod method_;
    PathControl control_;
    bool lockFeet_;
};

/// What is known of the root's way (core/trajectory/path_facts.cpp). InvalidInput for pins that are no numbers.
Result<std::vector<PathEvidence>> pathFacts(const body::MotionClip& clip, const BodyTrack& track, const PathControl& control, bool trustsCamera);
/// Pins along the line drawn on the floor and at the loop's end, for a path that is known without them.
std::vector<PathEvidence> shapeFacts(const std::vector<Eigen::Vector3d>& path, const PathControl& control);
/// Heights such that feet that stand are on the floor; the way over the floor stays.
void settleOnFloor(const BodyTrack& track, std::span<const PathEvidence> evidence, SampledPath& path);

}  // namespace ropetp::trajectory
