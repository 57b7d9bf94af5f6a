#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"

#include <Eigen/Geometry>

#include <optional>

namespace ropetp::trajectory {

/// Pelvis on the first visible frame, camera frame, metres; nullopt for a clip never visible.
std::optional<Eigen::Vector3d> firstPelvisInCam(const body::MotionClip& clip, const body::BodyModel& body);

/// The same motion in another world: world poses move rigidly with the change of the camera's place
/// in the world, so that a trajectory that was regenerated (not just poseInCam seen from the world)
/// keeps its form. Contacts are judged anew against the new floor.
/// Takes of a moving camera (CameraKind::Estimated) come back as they are: their camera was solved back from their own world, and
/// its first frame says nothing of the floor.
/// @param camFromWorld  of the clip's first frame. @param clip  has camFromWorld set.
body::MotionClip movedToWorld(const body::MotionClip& clip, const Eigen::Isometry3d& camFromWorld,
                              const body::BodyModel& body);

/// The same, by the change itself; for every kind of camera.
body::MotionClip movedBy(const body::MotionClip& clip, const Eigen::Isometry3d& newFromOld, const body::BodyModel& body);

/// Fills poseInWorld of every frame: poseInCam seen from the world (paper-notes row 19).
void placeInWorld(body::MotionClip& clip, const body::BodyModel& body);

}  // namespace ropetp::trajectory
