#pragma once

#include "ui/workspace.h"

namespace ropetp::ui {

// Flags and notes on frames, as commands and views change them. All are edits that can be undone.

/// Null: the frame is not marked. Valid until the next change.
const edit::Marker* markerAt(const edit::Scene& scene, FrameIndex frame);
/// Marks the present frame, or takes its marker away.
void toggleMarker(Workspace& workspace);
void removeMarker(Workspace& workspace, FrameIndex frame);
/// Marks the frame; an empty note on a frame that is not marked does nothing.
void setNote(Workspace& workspace, FrameIndex frame, const QString& note);
/// To the nearest marker after (or before) the present frame; stays where there is none.
void goToMarker(Workspace& workspace, bool forward);

}  // namespace ropetp::ui
