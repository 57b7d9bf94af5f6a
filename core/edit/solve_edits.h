#pragma once

#include "edit/edit.h"

#include <vector>

namespace ropetp::edit {

/// Puts a finished solve into the scene: tracks, clips (of the persons solved; others stay),
/// ground and notices. Tracks with user boxes that changed since the snapshot keep those boxes.
std::unique_ptr<Edit> commitSolve(std::shared_ptr<const track::TrackSet> tracks,
                                  std::vector<std::shared_ptr<const body::MotionClip>> clips,
                                  trajectory::GroundPlane ground, std::vector<Notice> notices);
/// Tilts and raises the floor; recomputes every clip's world values. Merges while dragged.
std::unique_ptr<Edit> adjustGround(double pitchRad, double rollRad, double heightM);
/// nullopt: back to metadata or the default. Takes effect at the next solve.
std::unique_ptr<Edit> setFocal(std::optional<double> focalPx);

}  // namespace ropetp::edit
