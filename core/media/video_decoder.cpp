#include "media/video_decoder_p.h"

#include <algorithm>
#include <string_view>

namespace ropetp::media {

void VideoDecoder::readOnlyOurStream() {
    for (unsigned i = 0; i < format_->nb_streams; ++i)
        format_->streams[i]->discard = static_cast<int>(i) == stream_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

bool VideoDecoder::readPacket() {
    av_packet_unref(packet_.get());
    while (av_read_frame(format_.get(), packet_.get()) >= 0) {
        if (packet_->stream_index == stream_ && packet_->size > 0) return true;
        av_packet_unref(packet_.get());
    }
    return false;
}

std::int64_t VideoDecoder::packetTime() const {
    return packet_->pts != AV_NOPTS_VALUE ? packet_->pts : packet_->dts;
}

Result<void> VideoDecoder::restart() {
    // Re-opening is exact for every container, also for those that cannot seek.
    if (av_seek_frame(format_.get(), stream_, INT64_MIN / 2, AVSEEK_FLAG_BACKWARD) >= 0 && index_.keys.front() == 0) {
        // Check that it is the very start: the first packet is the first key.
        const bool isKey = readPacket() && (packet_->flags & AV_PKT_FLAG_KEY);
        const bool discarded = packet_->flags & AV_PKT_FLAG_DISCARD;
        const std::int64_t time = packetTime();
        if (isKey && time != AV_NOPTS_VALUE && (discarded || time <= index_.frames.front().pts)) return {};
        av_packet_unref(packet_.get());
    }
    return reopen(true);
}

Result<void> VideoDecoder::seekToKey(std::size_t k) {
    avcodec_flush_buffers(codec_.get());
    draining_ = false;
    previous_ = -1;
    const bool byDts = std::string_view(format_->iformat->name).find("mpegts") != std::string_view::npos;
    for (std::size_t tryKey = k;; --tryKey) {
        const IndexedFrame& wanted = index_.frames[index_.keys[tryKey]];
        const std::int64_t seekTime = byDts && wanted.dts != AV_NOPTS_VALUE ? wanted.dts : wanted.pts;
        const bool fromStart = tryKey == 0;
        if (fromStart ? !restart() : av_seek_frame(format_.get(), stream_, seekTime, AVSEEK_FLAG_BACKWARD) < 0) {
            if (fromStart) return fail(ErrorCode::FileUnreadable, "cannot return to the start", path_.string());
            continue;
        }
        if (fromStart) {
            floor_ = 0;
            next_ = 0;
            counted_ = 0;
            return {};
        }
        // Where did the demuxer really go? Look at the first packet, and keep it for decoding.
        while (readPacket() && (packet_->flags & AV_PKT_FLAG_DISCARD)) {
        }
        const std::int64_t time = packetTime();
        const std::int64_t at = time == AV_NOPTS_VALUE ? -1 : index_.find(time);
        if (at >= 0 && at <= index_.keys[k] && index_.frames[at].key) {
            floor_ = next_ = counted_ = at;
            return {};
        }
        av_packet_unref(packet_.get());
    }
}

VideoDecoder::Step VideoDecoder::next(std::int64_t target, bool skips, FramePtr& frame, std::int64_t& gotIndex) {
    if (!frame) frame.reset(av_frame_alloc());
    if (!frame) return Step::End;
    for (;;) {
        const int received = avcodec_receive_frame(codec_.get(), frame.get());
        if (received == 0) {
            const std::int64_t i = indexOf(*frame);
            const bool broken = frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT);
            if (i < floor_ || broken || frame->width <= 0) {
                av_frame_unref(frame.get());
                continue;
            }
            gotIndex = previous_ = i;
            next_ = i + 1;
            return Step::Frame;
        }
        if (received == AVERROR_EOF) {
            next_ = -1;
            return Step::End;
        }
        if (received != AVERROR(EAGAIN)) continue;  // a damaged picture: on to the next
        if (draining_) {
            next_ = -1;
            return Step::End;
        }
        if (packet_->size == 0 && !readPacket()) {
            draining_ = true;
            codec_->skip_frame = AVDISCARD_DEFAULT;
            avcodec_send_packet(codec_.get(), nullptr);
            continue;
        }
        const std::int64_t time = packetTime();
        const bool before = time != AV_NOPTS_VALUE && time < index_.frames[target].pts;
        codec_->skip_frame = skips && before && !index_.timesInvented ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
        const int sent = avcodec_send_packet(codec_.get(), packet_.get());
        if (sent < 0 && sent != AVERROR(EAGAIN) && index_.timesInvented) ++counted_;  // its picture will not come
        if (sent != AVERROR(EAGAIN)) av_packet_unref(packet_.get());
    }
}

std::int64_t VideoDecoder::indexOf(const AVFrame& frame) {
    if (!index_.timesInvented) {
        const std::int64_t time = frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
        return index_.find(time);
    }
    const std::int64_t i = counted_++;
    return i < static_cast<std::int64_t>(index_.frames.size()) ? i : -1;
}

}  // namespace ropetp::media
