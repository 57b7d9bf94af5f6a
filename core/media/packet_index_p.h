#pragma once

#include "base/result.h"
#include "media/ffmpeg_handles_p.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ropetp::media {

/// One picture of the stream, in presentation order. Times in the stream's time base.
struct IndexedFrame {
    std::int64_t pts = 0;
    std::int64_t dts = 0;       ///< of the packet; AV_NOPTS_VALUE where the container has none
    bool key = false;
};

/// All pictures that will be shown, found by reading packets without decoding them.
struct PacketIndex {
    std::vector<IndexedFrame> frames;   ///< sorted by pts, unique
    /// Positions in `frames` where decoding can start, ascending; the first is 0 or the first key.
    std::vector<std::int64_t> keys;
    bool timesInvented = false;         ///< the container has no time stamps; decode order is used
    std::int64_t corruptPackets = 0;

    /// Position of the frame with this pts, or -1.
    std::int64_t find(std::int64_t pts) const;
    /// Last entry of `keys` at or before a frame: the index into `keys`.
    std::size_t keyBefore(std::int64_t frame) const;
};

/// Reads every packet of the stream from the start. NoFrames where there is none.
Result<PacketIndex> scanPackets(AVFormatContext* format, int stream, const std::string& file);

}  // namespace ropetp::media
