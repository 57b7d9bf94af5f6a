#pragma once

#include "edit/scene.h"

#include <string>

namespace ropetp::edit {

/// Where two scenes first differ by value ("tracks: person 2, frame 17: box"), or "" when they are
/// equal. Compares every number exactly and follows pointers. For tests of edits and files.
std::string firstDifference(const Scene& a, const Scene& b);
std::string firstDifference(const track::TrackSet& a, const track::TrackSet& b);
std::string firstDifference(const PersonLayers& a, const PersonLayers& b);
std::string firstDifference(const body::MotionClip& a, const body::MotionClip& b);

}  // namespace ropetp::edit
