#include "pose/landmark_pose.h"

#include "pose/initial_pose.h"
#include "pose/window_solver.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ropetp::pose {
namespace {

/// Neighbours on each side whose landmarks help: smooth motion averages their noise and tells front from behind.
constexpr double kHelpSec = 0.25;

/// First guesses; frames that are not seen stand as the nearest one before them that is, or else after them.
std::vector<FrameState> guesses(const FitBody& body, const std::vector<FrameObservation>& observations) {
    std::vector<FrameState> states(observations.size());
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (observations[i].seen) {
            states[i] = initialPose(body, observations[i]);
            if (!last) std::fill(states.begin(), states.begin() + std::ptrdiff_t(i), states[i]);
            last = i;
        } else if (last) {
            states[i] = states[*last];
        }
    }
    return states;
}

}  // namespace

Result<body::Pose> poseFromLandmarks(const body::MotionClip& clip, FrameIndex frame, const track::PersonTrack& track, const body::BodyModel& body, JobControl& job) {
    const auto& frames = clip.frames;
    const auto found = clip.find(frame);
    if (found < 0) return fail(ErrorCode::InvalidInput, "the clip has no frame " + std::to_string(frame.value));
    if (!(clip.camera.fx > 0) || !(clip.camera.fy > 0)) return fail(ErrorCode::InvalidInput, "the camera has no focal length");
    const auto at = std::size_t(found);
    std::size_t first = at, end = at + 1;
    while (first > 0 && frames[at].ptsSec - frames[first - 1].ptsSec <= kHelpSec) --first;
    while (end < frames.size() && frames[end].ptsSec - frames[at].ptsSec <= kHelpSec) ++end;
    PersonFootage footage{track, {frames[first].frame, frames[end - 1].frame.next()}, {}, clip.camera, {}};
    for (std::size_t i = first; i < end; ++i) footage.ptsSec.push_back(frames[i].ptsSec);
    const auto observations = observeFrames(footage);
    if (!observations[at - first].seen) return fail(ErrorCode::NoPerson, "frame " + std::to_string(frame.value) + " has no landmarks");

    const FitBody shaped(body, clip.betas);
    const PosePrior prior = PosePrior::anatomical();
    WindowSolver solver(prior, FitSettings{});
    solver.setBody(shaped);
    auto states = guesses(shaped, observations);
    if (auto solved = solver.solve(states, observations, 0, job); !solved) return fail(solved.error());
    return poseFromState(states[at - first], shaped.restJoints);
}

}  // namespace ropetp::pose
