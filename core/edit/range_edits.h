#pragma once

#include "edit/edit.h"

namespace ropetp::edit {

/// Lays a tool over everything done before (edit/range_tool.h). InvalidInput as checkTool() says, for a person who is not
/// solved, and a range that does not touch the clip.
std::unique_ptr<Edit> addTool(PersonId person, RangeTool tool);
/// @param index  position in PersonLayers::tools.
std::unique_ptr<Edit> removeTool(PersonId person, std::size_t index);
/// The raw solve on these frames: fixes inside the range free these joints, and a reset lies over what is left.
std::unique_ptr<Edit> resetToRaw(PersonId person, FrameRange range, const JointSet& joints, bool place);

}  // namespace ropetp::edit
