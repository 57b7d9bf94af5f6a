#pragma once

#include "trajectory/body_track.h"
#include "trajectory/denoiser/path_sampler.h"
#include "trajectory/trajectory_solver.h"

#include <functional>

namespace ropetp::trajectory {

/// What is known of the root's way.
struct PathFacts {
    std::vector<PathEvidence> evidence;
    double slowStepSigmaM = 0;        ///< see fusedSlowly()
};

/// A way to tell the root's path from what the body does.
struct PathMethod {
    std::string name;
    bool trustsCamera = false;        ///< sightings of the root are evidence, where the camera's place is known
    DenoiserCondition condition = DenoiserCondition::Joints;
    std::function<Result<SampledPath>(const BodyTrack&, const PathFacts&, JobControl&)> path;
};

/// The solver round a PathMethod: resamples by time, gathers what is known (the user's pins, sightings by a camera that stands or
/// whose way over the floor was measured, the floor), puts the path back into the clip, locks feet that stand, and solves a moving
/// camera's place back.
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

/// Whether the clip says where its moving camera was on each frame.
bool isCameraMeasured(const body::MotionClip& clip);
/// What is known of the root's way (core/trajectory/path_facts.cpp). InvalidInput for pins that are no numbers.
Result<PathFacts> pathFacts(const body::MotionClip& clip, const BodyTrack& track, const PathControl& control, bool trustsCamera);
/// Pins along the line drawn on the floor and at the loop's end, for a path that is known without them.
std::vector<PathEvidence> shapeFacts(const std::vector<Eigen::Vector3d>& path, const PathControl& control);
/// The pins alone. A pin between two frames of the track holds by the way the root was seen to go from there.
std::vector<PathEvidence> pinFacts(const BodyTrack& track, const PathControl& control);
/// Contacts as the user says, and a path on which feet that stand by the user's word stay where they are: it changes most there,
/// and keeps to `facts`.
void standAsSaid(const BodyTrack& track, const PathControl& control, std::span<const PathEvidence> facts, SampledPath& path);
/// Heights such that feet that stand are on the floor; the way over the floor stays. @param pins  heights that hold.
/// @param seesHeights  between two contacts, up to a second apart, the root goes up and down as the camera saw it.
void settleOnFloor(const BodyTrack& track, std::span<const PathEvidence> pins, double floorHeightM, bool seesHeights, SampledPath& path);

}  // namespace ropetp::trajectory
