#pragma once

#include "edit/edit.h"

#include <vector>

namespace ropetp::edit {

/// Puts a finished solve into the scene: tracks, clips (of the persons solved; others stay), ground and notices. The
/// solve becomes the raw layer: fixes and range tools lie over it again, and those outside its frames wait. Fixes that
/// were propagated by the video are interpolated until propagateFixes() is asked for anew.
/// Tracks with user boxes that changed since the snapshot keep those boxes, and names the user gave stay. Clips of
/// persons that the solve no longer tracks go. All clips end up on one floor: the solve's, as the scene's adjustment
/// turns it now. InvalidInput for clips that are null, empty, without a world or of an untracked person. `tracks` null:
/// the scene's stay.
std::unique_ptr<Edit> commitSolve(std::shared_ptr<const track::TrackSet> tracks,
                                  std::vector<std::shared_ptr<const body::MotionClip>> clips,
                                  trajectory::GroundPlane ground, std::vector<Notice> notices);
/// Tilts and raises the floor (trajectory::adjusted; values are from the solve's floor, not from the
/// last adjustment); recomputes every clip's world values. Merges while dragged. InvalidInput beyond
/// 60 degrees or 10 m.
std::unique_ptr<Edit> adjustGround(double pitchRad, double rollRad, double heightM);
/// nullopt: back to metadata or the default. Takes effect at the next solve. Merges while dragged.
/// InvalidInput unless positive.
std::unique_ptr<Edit> setFocal(std::optional<double> focalPx);

}  // namespace ropetp::edit
