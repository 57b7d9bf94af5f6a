#pragma once

#include "jobs/solve_pipeline.h"
#include "trajectory/camera_motion.h"

#include <functional>
#include <map>
#include <memory>

namespace ropetp::jobs {

/// What one pass over the pictures tells.
struct Footage {
    track::TrackSet tracks;
    trajectory::CameraMotionDetector::Verdict camera;
    std::vector<FrameIndex> damagedFrames;   ///< of the range
};

/// The landmark model's passes of a frame, with the values that the tracker's options name.
using LandmarkPasses = std::map<PersonId, std::shared_ptr<const track::LandmarkPass>>;

/// Sees each picture with the people on it, in order, on a thread of its own; an error ends the stage.
using PictureWatcher = std::function<Result<void>(const Image& picture, const track::FramePersons& persons, const LandmarkPasses& passes)>;

/// Decodes `range` once, in order, on a thread of its own; tracks people on the calling thread; watches
/// the background on a third; shows the pictures to `watcher` (may be null) on a fourth. Reports 0..1. Whoever fails first ends all; Canceled within a frame.
Result<Footage> detectAndTrack(media::FrameSource& source, FrameRange range, const track::TrackerOptions& options,
                               const PictureWatcher& watcher, JobControl& job, SolveListener* listener);

}  // namespace ropetp::jobs
