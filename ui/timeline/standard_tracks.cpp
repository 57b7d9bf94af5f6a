#include "ui/timeline/standard_tracks.h"

#include "ui/review_model.h"
#include "ui/timeline/fix_track.h"
#include "ui/timeline/quality_track.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/tool_track.h"

namespace ropetp::ui {

void addStandardTracks(Timeline& timeline, ReviewModel& model) {
    addQualityTracks(timeline, model);
    timeline.addTrack(std::make_unique<FixTrack>(model.workspace()));
    timeline.addTrack(std::make_unique<ToolTrack>(model.workspace()));
}

}  // namespace ropetp::ui
