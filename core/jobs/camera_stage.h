#pragma once

#include "base/job_control.h"
#include "base/pinhole_camera.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "media/frame_source.h"
#include "track/track.h"
#include "trajectory/camera_rotation.h"
#include "trajectory/camera_travel.h"
#include "trajectory/floor_flow.h"

#include <span>
#include <vector>

namespace ropetp::jobs {

/// What the pictures say of a camera that moves.
struct FollowedCamera {
    trajectory::CameraRotation turn;
    trajectory::FloorFlow floor;                     ///< what may tell how it travelled
    std::vector<trajectory::SoleSighting> soles;     ///< frames count from the range's first
};

/// Follows a moving camera over `range`: one more pass over the pictures, which only videos whose camera moves need. A picture
/// that cannot be decoded counts as unseen. Reports 0..1. Errors of the video; Canceled.
/// @param clips  everybody, with poseInCam and camera: where their feet are. At least one.
Result<FollowedCamera> followCamera(media::FrameSource& source, FrameRange range, const track::TrackSet& tracks, std::span<const body::MotionClip> clips,
                                    const body::BodyModel& body, JobControl& job);

/// The clip as the camera of frame `range.first` would see it had it not turned: poses turned about the camera's centre.
body::MotionClip unturned(const body::MotionClip& clip, const trajectory::CameraRotation& rotation, FrameIndex first, const body::BodyModel& body);

/// World to camera of each of the clip's frames, for a camera that turns where it stands.
std::vector<Eigen::Isometry3d> turningCamera(const body::MotionClip& clip, const Eigen::Isometry3d& firstFromWorld, const trajectory::CameraRotation& rotation, FrameIndex first);

/// Where the camera was on each of the clip's frames (MotionClip::measuredCameraM); empty where its travel is not trusted. Over the
/// floor: how it rises and sinks is not told.
std::vector<Eigen::Vector3d> travellingCamera(const body::MotionClip& clip, const Eigen::Isometry3d& firstFromWorld, const trajectory::CameraTravel& travel, FrameIndex first);

}  // namespace ropetp::jobs
