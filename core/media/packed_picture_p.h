#pragma once

#include "media/ffmpeg_handles_p.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace ropetp::media {

/// What the bytes of packed pictures mean; shared by those of one packer.
struct PackedFormat {
    int width = 0, height = 0;
    int pixelFormat = -1;       ///< as decoded
    AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
    AVColorSpace space = AVCOL_SPC_UNSPECIFIED;
    std::vector<std::uint8_t> tables;   ///< the codec's
};

/// A decoded picture without loss in a quarter to a half of its bytes, which needs no other picture. Immutable.
struct PackedPicture {
    std::shared_ptr<const PackedFormat> format;
    PacketPtr data;
    std::size_t bytes() const { return sizeof(AVPacket) + std::size_t(data->size); }
};

/// Packs pictures with FFmpeg's Huffman coder. Not thread-safe.
class PicturePacker {
  public:
    /// Null where the pixel format cannot be packed, or memory is out.
    std::shared_ptr<const PackedPicture> pack(const AVFrame& picture);

  private:
    bool suits(const AVFrame& picture) const;
    bool setUp(const AVFrame& picture);
    CodecPtr encoder_;
    std::shared_ptr<const PackedFormat> format_;
};

/// Not thread-safe.
class PictureUnpacker {
  public:
    /// The picture as it was decoded; null if memory is out.
    FramePtr unpack(const PackedPicture& packed);

  private:
    bool setUp(const PackedFormat& format);
    CodecPtr decoder_;
    std::shared_ptr<const PackedFormat> format_;
};

}  // namespace ropetp::media
