#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "body/body_model.h"
#include "pose/constrained_interpolation.h"
#include "pose/fit_confidence.h"
#include "track/track.h"

#include <span>
#include <vector>

namespace ropetp::pose {

/// A stretch of a clip to be solved again around poses that somebody decided.
struct ResolveRequest {
    const body::MotionClip& clip;      ///< as it was solved, without the held poses
    FrameRange range;                  ///< what may change; inside the clip. The frames around it stay
    std::span<const HeldPose> held;    ///< by frame, inside `range`; they hold exactly
    JointSet joints;                   ///< what may change
    bool place = false;                ///< also the pelvis' place?
    const track::PersonTrack& track;   ///< the person's landmarks
};

struct Resolved {
    std::vector<body::Pose> poseInCam;           ///< one a frame of the range; what may not change is the clip's
    std::vector<JointConfidence> confidence;
};

/// The landmark fit's window solver over the stretch, with the held poses and the frames around as hard constraints:
/// picture points, weak depths, pose prior, ranges of motion and smoothness decide the rest. For each part of the body
/// and frame, the clip's own pose is kept (to a millimetre or so) where it explains the landmarks; where it does not,
/// it is free. Landmarks that contradict a held pose are not believed near it, and a left-right exchange that a held
/// pose uncovers is put right as far as it goes on. Where the clip agreed with the landmarks and was changed all the
/// same, the change is carried into the surroundings as interpolateHeld() does.
/// Toes and hands, which have no landmarks, follow interpolateHeld(). About 1 ms a frame. Deterministic. Thread-safe.
/// InvalidInput for an empty range or no held pose in it; NoPerson where no frame of the range has landmarks; Canceled.
Result<Resolved> resolveAround(const ResolveRequest& request, const body::BodyModel& body, JobControl& job);

}  // namespace ropetp::pose
