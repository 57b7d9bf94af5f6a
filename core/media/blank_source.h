#pragma once

#include "media/frame_source.h"

namespace ropetp::media {

/// Stands in for a video that is not there: its size and times, grey pictures. InvalidInput for an info without frames or
/// with a picture larger than 2^27 pixels.
Result<std::unique_ptr<FrameSource>> blankSource(VideoInfo info);

}  // namespace ropetp::media
