#pragma once

#include <QString>

#include "edit/range_tool.h"

namespace ropetp::ui {

/// "Smooth 6 Hz": short enough for a bar.
QString toolText(const edit::ToolKind& kind);
/// What it does, to whom, and where; for tool tips.
QString toolDescription(const edit::RangeTool& tool);
/// "Whole body", or limbs where they are whole and single joints: "Left arm, Head". @param place  names the position too.
QString jointSetText(const edit::JointSet& joints, bool place);

}  // namespace ropetp::ui
