#pragma once

#include "body/body_model.h"
#include "edit/layers.h"

/// The last step of compose(): poseInWorld, contacts and the camera's place of a clip whose poseInCam is composed. Internal.
namespace ropetp::edit {

/// Contacts are judged by speeds over a fifth of a second: so far beside a changed frame others may change, too.
inline constexpr double kContactReachSec = 0.2;

/// Has the user, or a trajectory solved over it, a say in where the clip goes?
bool editsWorld(const PersonLayers& layers);

/// - A frame is placed as the trajectory over the clip had placed it, else as the raw solve had; a part of the body above the
///   legs that changed only takes its new turns.
/// - Where root or legs changed, contacts are judged anew. What the user says of contacts counts over all.
/// - Feet that stand are locked where root, legs or the user's contacts changed, and a little beside them; frames further
///   away keep their bits. Takes whose solve locks no feet (the raw trajectory) are locked by the user's contacts only.
/// @param reaches  frames on which poseInCam may differ from the raw clip's.
void layWorld(const PersonLayers& layers, const std::vector<FrameRange>& reaches, const body::BodyModel& body, body::MotionClip& clip);

}  // namespace ropetp::edit
