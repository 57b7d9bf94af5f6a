#pragma once

#include "media/frame_source.h"
#include "media/image_converter_p.h"
#include "media/packed_store_p.h"
#include "media/video_decoder_p.h"

#include <map>
#include <memory>
#include <vector>

namespace ropetp::media {

/// A video file by exact frame index. Frames are named by their presentation time in the packet
/// index, so a seek and playing through find the same picture. Recently decoded frames are kept
/// (as decoded, not as RGB) so that stepping back inside a group of pictures is quick; several decoders stay where they were,
/// so that jumping to and fro is.
class VideoFile final : public FrameSource {
  public:
    static Result<std::unique_ptr<FrameSource>> open(const std::filesystem::path& path);

    const VideoInfo& info() const override { return info_; }
    Result<Image> frame(FrameIndex index) override;
    std::unique_ptr<IdleReader> idleReader(std::size_t budgetBytes) override;

  private:
    explicit VideoFile(std::filesystem::path path) { info_.path = std::move(path); }
    Result<void> describe();
    void readColourAndRotation();
    Result<Image> show(std::int64_t shown, std::int64_t wanted);
    /// Decodes until `target` is in the cache or is known not to decode.
    /// @return the index of the picture to show for it.
    Result<std::int64_t> locate(std::int64_t target);
    /// Puts a picture that the idle reader left into the cache, where no decoder is just before it.
    bool unpack(std::int64_t target);
    VideoDecoder& decoderFor(std::int64_t target, std::size_t key);
    void keep(std::int64_t index, FramePtr frame);
    void noteDamage(std::int64_t index);

    VideoInfo info_;
    PacketIndex index_;
    std::vector<std::unique_ptr<VideoDecoder>> decoders_;   ///< the last used first
    std::size_t mostDecoders_ = 1;
    std::unique_ptr<ImageConverter> converter_;
    std::shared_ptr<PackedStore> packed_;   ///< filled by the idle reader; null while there is none
    PictureUnpacker unpacker_;
    std::map<std::int64_t, FramePtr> cache_;
    std::size_t cacheBytes_ = 0;
    std::int64_t lastShown_ = -2;
    bool skipUnreferenced_ = false;
};

}  // namespace ropetp::media
