#pragma once

#include "edit/edit.h"

namespace ropetp::edit {

// All of these replace scene.tracks by an edited copy. Clips of persons they touch are removed,
// because they no longer belong to what is tracked; revert() brings them back. Renaming touches no
// tracking, so it keeps the clip. InvalidInput (and an unchanged scene) for a person who is not
// tracked, and for what is said below.

/// Two tracks are the same person; `other` joins `kept` (frames of `kept` win where both exist; the
/// name of `other` is taken where `kept` has none). InvalidInput for twice the same person.
std::unique_ptr<Edit> mergeTracks(PersonId kept, PersonId other);
/// From `frame` on, the track is another person, with a new id. InvalidInput when the person is not
/// seen both before and from `frame` on.
std::unique_ptr<Edit> splitTrack(PersonId person, FrameIndex frame);
/// From `frame` on, the two tracks exchange identity. InvalidInput when neither is seen from there
/// on, or one would be left without a frame.
std::unique_ptr<Edit> swapTracks(PersonId a, PersonId b, FrameIndex frame);
/// The user drew or corrected a box. A person id that does not exist is made. `landmarks`: as read in
/// that box, or nullopt. Merges while dragged. InvalidInput for a box without area, not finite or
/// outside the picture, and for a frame that the video does not have.
std::unique_ptr<Edit> setBox(PersonId person, FrameIndex frame, track::Box box, std::optional<track::Landmarks> landmarks);
std::unique_ptr<Edit> removeTrack(PersonId person);
std::unique_ptr<Edit> renamePerson(PersonId person, std::string name);
/// The smallest id above every id in the scene.
PersonId nextPersonId(const Scene& scene);

}  // namespace ropetp::edit
