#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "track/track.h"

namespace ropetp::pose {

/// The pose on one frame as the person's landmarks alone tell it, whatever the clip holds there: the landmark fit over the
/// quarter of a second on both sides, with the clip's body and camera. Toes and hands, which have no landmarks, are at rest.
/// About 30 ms. Deterministic. Thread-safe.
/// InvalidInput for a frame that is not in the clip and a camera without a focal length; NoPerson where the frame has no
/// landmarks; Canceled.
Result<body::Pose> poseFromLandmarks(const body::MotionClip& clip, FrameIndex frame, const track::PersonTrack& track, const body::BodyModel& body, JobControl& job);

}  // namespace ropetp::pose
