#pragma once

#include "edit/edit.h"

namespace ropetp::edit {

// All of these replace scene.tracks by an edited copy. Clips of persons they touch are removed,
// because they no longer belong to what is tracked; revert() brings them back.

/// Two tracks are the same person; `other` joins `kept` (frames of `kept` win where both exist).
std::unique_ptr<Edit> mergeTracks(PersonId kept, PersonId other);
/// From `frame` on, the track is another person, with a new id.
std::unique_ptr<Edit> splitTrack(PersonId person, FrameIndex frame);
/// From `frame` on, the two tracks exchange identity.
std::unique_ptr<Edit> swapTracks(PersonId a, PersonId b, FrameIndex frame);
/// The user drew or corrected a box. A person id that does not exist is made. `landmarks`: as read in
/// that box, or nullopt.
std::unique_ptr<Edit> setBox(PersonId person, FrameIndex frame, track::Box box, std::optional<track::Landmarks> landmarks);
std::unique_ptr<Edit> removeTrack(PersonId person);
std::unique_ptr<Edit> renamePerson(PersonId person, std::string name);
/// The smallest id above every id in the scene.
PersonId nextPersonId(const Scene& scene);

}  // namespace ropetp::edit
