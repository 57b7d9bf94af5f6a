#pragma once

#include "base/job_control.h"
#include "base/pinhole_camera.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "media/frame_source.h"
#include "track/track.h"
#include "trajectory/camera_rotation.h"

#include <vector>

namespace ropetp::jobs {

/// How a moving camera turned over `range`: one more pass over the pictures, which only videos whose camera moves need. A picture
/// that cannot be decoded counts as unseen. Reports 0..1. Errors of the video; Canceled.
Result<trajectory::CameraRotation> followCamera(media::FrameSource& source, FrameRange range, const track::TrackSet& tracks, const PinholeCamera& camera, JobControl& job);

/// The clip as the camera of frame `range.first` would see it had it not turned: poses turned about the camera's centre.
body::MotionClip unturned(const body::MotionClip& clip, const trajectory::CameraRotation& rotation, FrameIndex first, const body::BodyModel& body);

/// World to camera of each of the clip's frames, for a camera that turns where it stands.
std::vector<Eigen::Isometry3d> turningCamera(const body::MotionClip& clip, const Eigen::Isometry3d& firstFromWorld, const trajectory::CameraRotation& rotation, FrameIndex first);

}  // namespace ropetp::jobs
