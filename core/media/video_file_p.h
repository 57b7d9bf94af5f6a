#pragma once

#include "media/frame_source.h"
#include "media/image_converter_p.h"
#include "media/packet_index_p.h"

#include <map>
#include <memory>

namespace ropetp::media {

/// A video file by exact frame index. Frames are named by their presentation time in the packet
/// index, so a seek and playing through find the same picture. Recently decoded frames are kept
/// (as decoded, not as RGB) so that stepping back inside a group of pictures is quick.
class VideoFile final : public FrameSource {
  public:
    static Result<std::unique_ptr<FrameSource>> open(const std::filesystem::path& path);

    const VideoInfo& info() const override { return info_; }
    Result<Image> frame(FrameIndex index) override;

  private:
    enum class Step { Frame, End, Failed };

    explicit VideoFile(std::filesystem::path path) { info_.path = std::move(path); }
    Result<void> openStreams();
    Result<void> openDecoder();
    Result<void> describe();
    void readColourAndRotation();
    Result<Image> show(std::int64_t shown, std::int64_t wanted);
    /// Decodes until `target` is in the cache or is known not to decode.
    /// @return the index of the picture to show for it.
    Result<std::int64_t> locate(std::int64_t target);
    /// Positions the demuxer so that decoding starts at keys[k] or earlier; sets floor_.
    Result<void> seekToKey(std::size_t k);
    Result<void> restart();
    void readOnlyOurStream();
    /// The next packet of our stream that carries data; false at the end. An empty one would read as
    /// the order to drain, and the packet index has none.
    bool readPacket();
    /// Presentation time of packet_, else its decoding time, else AV_NOPTS_VALUE.
    std::int64_t packetTime() const;
    Step decodeNext(std::int64_t target, std::int64_t& gotIndex);
    std::int64_t indexOf(const AVFrame& frame);
    void keep(std::int64_t index, FramePtr frame);
    void noteDamage(std::int64_t index);

    VideoInfo info_;
    FormatPtr format_;
    CodecPtr codec_;
    PacketIndex index_;
    int stream_ = -1;
    std::unique_ptr<ImageConverter> converter_;
    PacketPtr packet_;
    std::map<std::int64_t, FramePtr> cache_;
    std::size_t cacheBytes_ = 0;
    std::int64_t lastShown_ = -2;
    std::int64_t next_ = -1;       ///< index the decoder will give next, or -1: must seek
    std::int64_t floor_ = 0;       ///< frames before this one miss references after the last seek
    std::int64_t previous_ = -1;   ///< last index decoded since the seek
    std::int64_t counted_ = -1;    ///< for streams without time stamps: index of the next picture
    bool draining_ = false;
    bool skipUnreferenced_ = false;
};

}  // namespace ropetp::media
