#pragma once

#include "track/appearance.h"
#include "track/track.h"

#include <vector>

namespace ropetp::track {

/// A person's track as it came out frame by frame, with what is needed to join it to others.
struct TrackFragment {
    PersonTrack track;
    double firstSec = 0, lastSec = 0;
    PoseSketch first, last;
    Appearance appearance;      ///< learnt over the fragment
    int firstShot = 0, lastShot = 0;  ///< number of cuts before the first and the last frame
};

/// Joins fragments of the same person (one ends, another begins soon after, nearby, with the same
/// looks), drops ghosts (few frames or low scores; never what the user boxed), orders by id.
/// @param frameCount  frames of the whole video: in a very short one few frames are enough.
std::vector<PersonTrack> tidied(std::vector<TrackFragment> fragments, std::int64_t frameCount);

}  // namespace ropetp::track
