#pragma once

#include "body/body_model.h"
#include "edit/layers.h"

namespace ropetp::edit {

/// Changes the clip's camera poses as the tool says, inside its reach; world values are left for later.
/// @param layers  whose raw clip has the frames of `clip`.
void applyTool(const RangeTool& tool, const PersonLayers& layers, const body::BodyModel& body, body::MotionClip& clip);

}  // namespace ropetp::edit
