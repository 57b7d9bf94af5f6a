#pragma once

#include "jobs/solve_pipeline.h"
#include "pose/pose_estimator.h"

namespace ropetp::jobs {

/// Camera-space clips of the given persons, each over the part of `range` in which it was seen.
/// A person whom the estimator finds no landmarks for is left out and named in `notices`; NoPerson
/// when nobody is left. Reports 0..1.
Result<std::vector<body::MotionClip>> estimatePoses(const std::vector<const track::PersonTrack*>& persons, FrameRange range,
                                                    const media::VideoInfo& video, const PinholeCamera& camera,
                                                    pose::PoseEstimator& estimator, const body::BodyModel& body,
                                                    JobControl& job, SolveListener* listener, std::vector<edit::Notice>& notices);

}  // namespace ropetp::jobs
