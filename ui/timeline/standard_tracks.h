#pragma once

namespace ropetp::ui {

class ReviewModel;
class Timeline;

/// What every timeline shows of the selected person: quality, fixes, range tools.
void addStandardTracks(Timeline& timeline, ReviewModel& model);

}  // namespace ropetp::ui
