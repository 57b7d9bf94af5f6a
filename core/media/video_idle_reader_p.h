#pragma once

#include "media/frame_source.h"
#include "media/packed_store_p.h"
#include "media/video_decoder_p.h"

#include <memory>
#include <optional>
#include <vector>

namespace ropetp::media {

/// Reads a video group by group, the nearest to where work is first, and packs its pictures into a store. With a decoder of its own, of one
/// thread, which goes when there is nothing to read. A clip that is much longer than there is room for is read around the place of work only,
/// and a single group that is (one key, or no time stamps) from its beginning to that length.
class VideoIdleReader final : public IdleReader {
  public:
    /// @param index  outlives it. @param stream,parameters  of the file's video.
    VideoIdleReader(std::filesystem::path path, const PacketIndex& index, int stream, const AVCodecParameters& parameters, std::shared_ptr<PackedStore> store);

    bool step(FrameIndex focus) override;

  private:
    struct Group {
        std::int64_t begin = 0, end = 0;   ///< frames
        bool read = false;
        std::int64_t frames() const { return end - begin; }
    };
    struct ParametersFree { void operator()(AVCodecParameters* p) const { avcodec_parameters_free(&p); } };

    bool open();
    void close();
    /// The next to read; none where nothing is to gain.
    std::optional<std::size_t> choose(std::int64_t focus);
    bool begin(std::size_t group);
    void readPicture();
    void finishGroup();
    std::size_t groupOf(std::int64_t frame) const;
    /// Frames worth reading, as far as it is known.
    std::optional<std::int64_t> reach() const;

    const std::filesystem::path path_;
    const PacketIndex& index_;
    const int stream_;
    std::unique_ptr<AVCodecParameters, ParametersFree> parameters_;
    std::shared_ptr<PackedStore> store_;
    std::unique_ptr<VideoDecoder> decoder_;   ///< while there is something to read
    bool failed_ = false;
    PicturePacker packer_;
    FramePtr picture_;
    std::vector<Group> groups_;
    std::optional<std::size_t> group_;   ///< being read
    std::optional<std::size_t> lastGroup_;
    std::int64_t expected_ = 0;          ///< the next frame of the group
    std::int64_t framesRead_ = 0;        ///< of groups that were read
};

}  // namespace ropetp::media
