#pragma once

#include "jobs/solve_pipeline.h"
#include "trajectory/camera_motion.h"

namespace ropetp::jobs {

/// What one pass over the pictures tells.
struct Footage {
    track::TrackSet tracks;
    trajectory::CameraMotionDetector::Verdict camera;
    std::vector<FrameIndex> damagedFrames;   ///< of the range
};

/// Decodes `range` once, in order, on a thread of its own; tracks people on the calling thread; watches
/// the background on a third. Reports 0..1. Whoever fails first ends all; Canceled within a frame.
Result<Footage> detectAndTrack(media::FrameSource& source, FrameRange range, const track::TrackerOptions& options,
                               JobControl& job, SolveListener* listener);

}  // namespace ropetp::jobs
