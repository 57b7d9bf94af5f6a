#pragma once

#include "media/ffmpeg_handles_p.h"
#include "media/packet_index_p.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace ropetp::media {

/// A demuxer and a decoder at some place of a video file. It gives pictures in the order of presentation from where it was sought to;
/// pictures have the numbers of the packet index. Not thread-safe.
class VideoDecoder {
  public:
    enum class Step { Frame, End };
    static constexpr int kThreads = 2;   ///< more gained nothing

    /// @param index  outlives it; to be filled (scanPackets) between openStreams() and the rest.
    VideoDecoder(std::filesystem::path path, const PacketIndex& index) : path_(std::move(path)), index_(index) {}

    /// As openFrameSource().
    Result<void> openStreams();
    /// UnsupportedFormat.
    Result<void> openCodec(int threads = kThreads);
    /// Both, for a file of which the stream is known.
    Result<void> openLike(int stream, const AVCodecParameters& parameters, int threads = kThreads);
    AVFormatContext* format() const { return format_.get(); }
    AVStream* stream() const { return format_->streams[stream_]; }
    int streamIndex() const { return stream_; }
    /// Whether pictures are given in another order than they are decoded in.
    bool reorders() const { return codec_->has_b_frames > 0; }

    /// The frame it gives next; -1: it has to be sought.
    std::int64_t position() const { return next_; }
    /// Whether going on reaches a frame, and no later than from the key.
    bool canGoOnTo(std::int64_t target, std::size_t key) const { return next_ >= 0 && next_ <= target && index_.keys[key] <= std::max(next_, previous_); }
    /// From keys[k] of the index, or earlier where the container does not find it. FileUnreadable, CorruptFile.
    Result<void> seekToKey(std::size_t k);
    /// The next picture that decodes. @param skips  pictures before `target` that nothing refers to are left out.
    Step next(std::int64_t target, bool skips, FramePtr& frame, std::int64_t& index);

  private:
    Result<void> restart();
    /// The file anew, of which the stream is known. FileUnreadable, CorruptFile.
    Result<void> reopen(bool probes);
    void readOnlyOurStream();
    /// The next packet of our stream that carries data; false at the end. An empty one would read as
    /// the order to drain, and the packet index has none.
    bool readPacket();
    /// Presentation time of packet_, else its decoding time, else AV_NOPTS_VALUE.
    std::int64_t packetTime() const;
    std::int64_t indexOf(const AVFrame& frame);

    std::filesystem::path path_;
    const PacketIndex& index_;
    FormatPtr format_;
    CodecPtr codec_;
    PacketPtr packet_;
    int stream_ = -1;
    std::int64_t next_ = -1;
    std::int64_t floor_ = 0;       ///< frames before this one miss references after the last seek
    std::int64_t previous_ = -1;   ///< last index decoded since the seek
    std::int64_t counted_ = -1;    ///< for streams without time stamps: index of the next picture
    bool draining_ = false;
};

}  // namespace ropetp::media
