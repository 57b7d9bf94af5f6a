#pragma once

#include "edit/layers.h"
#include "edit/scene.h"

#include <optional>
#include <vector>

namespace ropetp::edit {

/// The clip that everybody reads: raw solve, then fixes with what they reach, then the range tools, then the way through the
/// world (edit/world_layer_p.h): frames are placed as the newest trajectory, else the solve, had placed them; where legs or
/// place changed, contacts are judged anew and feet that stand are locked again.
/// The raw clip itself (the same object) where no layer above it acts. A pure function: the same layers give the same
/// bits. @param body  may be null where nothing was edited. InvalidInput without a raw clip or a body.
/// About 1 ms for 300 frames, and the time of the tools.
Result<std::shared_ptr<const body::MotionClip>> compose(const PersonLayers& layers, const body::BodyModel* body);

/// Puts layers and their clip into the scene: no clip while they have no raw one, and no entry for null.
Result<void> putLayers(Scene& scene, PersonId person, std::shared_ptr<const PersonLayers> layers);

/// How the solve had placed a frame: world from camera, by its poses in both. A trajectory that was regenerated (not just
/// the camera's view of it) keeps its form. @param pelvisRest  of the T-pose, metres.
Eigen::Isometry3d worldFromCamOf(const body::MotionFrame& frame, const Eigen::Vector3d& pelvisRest);
Eigen::Isometry3d worldFromCamOf(const body::Pose& inCam, const body::Pose& inWorld, const Eigen::Vector3d& pelvisRest);

/// Moves the trajectory over the clip, and where the user wants it, into another world. The raw clip is moved beside it.
void moveTrajectory(PersonLayers& layers, const Eigen::Isometry3d& newFromOld, const body::BodyModel& body);

/// A cluster's fixes as the pose library takes them. Every one lies in `clip`.
std::vector<pose::HeldPose> heldPoses(const FixCluster& cluster, const body::MotionClip& clip);

/// From the first to the last frame on which the layers above the raw one can change anything; empty: none.
FrameRange touchedFrames(const PersonLayers& layers);
/// From the first to the last frame on which two clips of a person differ (empty: none); nullopt where their frames are
/// not the same. @param within  frames of both clips beside which nothing differs; nullopt: all are looked at.
std::optional<FrameRange> changedFrames(const body::MotionClip& a, const body::MotionClip& b, std::optional<FrameRange> within = std::nullopt);

}  // namespace ropetp::edit
