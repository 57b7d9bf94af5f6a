#pragma once

#include "edit/edit.h"

namespace ropetp::edit {

// Marks: what the user notes of frames while reviewing. No clip changes by them.

inline constexpr std::size_t kLongestNote = 4000;   ///< bytes

/// Marks a frame; one that is marked gets the note instead of its own. @param note  UTF-8; empty: a flag. InvalidInput for a
/// frame outside the video, a longer note than kLongestNote, and where nothing would change.
std::unique_ptr<Edit> setMarker(FrameIndex frame, std::string note = {});
/// InvalidInput for a frame that is not marked.
std::unique_ptr<Edit> removeMarker(FrameIndex frame);

/// The review stops no more at trouble there that is no worse than `severity` (0..1, review::Stop's; 1: whatever comes).
/// InvalidInput for a person who is not solved, an empty range and another severity.
std::unique_ptr<Edit> acceptFrames(PersonId person, FrameRange range, double severity = 1);
/// Takes back every acceptance of the person that touches these frames. InvalidInput where there is none.
std::unique_ptr<Edit> takeBackAcceptance(PersonId person, FrameRange range);

}  // namespace ropetp::edit
