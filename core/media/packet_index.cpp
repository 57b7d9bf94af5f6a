#include "media/packet_index_p.h"

#include <algorithm>

namespace ropetp::media {

std::int64_t PacketIndex::find(std::int64_t pts) const {
    const auto it = std::lower_bound(frames.begin(), frames.end(), pts,
                                     [](const IndexedFrame& f, std::int64_t p) { return f.pts < p; });
    return it != frames.end() && it->pts == pts ? it - frames.begin() : -1;
}

std::size_t PacketIndex::keyBefore(std::int64_t frame) const {
    const auto it = std::upper_bound(keys.begin(), keys.end(), frame);
    return it == keys.begin() ? 0 : static_cast<std::size_t>(it - keys.begin() - 1);
}

Result<PacketIndex> scanPackets(AVFormatContext* format, int stream, const std::string& file) {
    PacketIndex index;
    PacketPtr packet(av_packet_alloc());
    if (!packet) return fail(ErrorCode::OutOfMemory, {}, file);
    std::int64_t missing = 0;
    while (av_read_frame(format, packet.get()) >= 0) {
        if (packet->stream_index == stream) {
            if (packet->flags & AV_PKT_FLAG_CORRUPT) ++index.corruptPackets;
            if (!(packet->flags & AV_PKT_FLAG_DISCARD) && packet->size > 0) {
                if (packet->pts == AV_NOPTS_VALUE) ++missing;
                index.frames.push_back({packet->pts, packet->dts, (packet->flags & AV_PKT_FLAG_KEY) != 0});
            }
        }
        av_packet_unref(packet.get());
    }
    if (index.frames.empty()) return fail(ErrorCode::NoFrames, "the video stream has no packets", file);
    if (missing > 0) {
        // AVI and raw streams: one picture a packet. Their decode times are sorted and serve as
        // presentation times, since the decoder hands pictures out in presentation order.
        index.timesInvented = true;
        bool haveDts = true;
        for (const auto& f : index.frames) haveDts &= f.dts != AV_NOPTS_VALUE;
        for (std::size_t i = 0; i < index.frames.size(); ++i)
            index.frames[i].pts = haveDts ? index.frames[i].dts : static_cast<std::int64_t>(i);
    }
    std::stable_sort(index.frames.begin(), index.frames.end(),
                     [](const IndexedFrame& a, const IndexedFrame& b) { return a.pts < b.pts; });
    // Two packets of one time (fields, or an edit) make one picture.
    const auto same = [](const IndexedFrame& a, const IndexedFrame& b) { return a.pts == b.pts; };
    index.frames.erase(std::unique(index.frames.begin(), index.frames.end(), same), index.frames.end());
    for (std::size_t i = 0; i < index.frames.size(); ++i)
        if (index.frames[i].key) index.keys.push_back(static_cast<std::int64_t>(i));
    if (index.keys.empty()) index.keys.push_back(0);
    return index;
}

}  // namespace ropetp::media
