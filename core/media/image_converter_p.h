#pragma once

#include "base/image.h"
#include "base/result.h"
#include "media/ffmpeg_handles_p.h"

#include <cstdint>
#include <vector>

namespace ropetp::media {

/// The old "J" formats mean full range; others than players want the plain format and the range apart.
AVPixelFormat plainFormat(int format, bool& fullRange);

/// Turns decoded frames into upright RGB of one fixed size, with the colours the stream declares.
/// Same bytes for the same frame, whatever came before. Not thread-safe.
class ImageConverter {
  public:
    /// @param width,height  of the upright result. @param rotationDeg  clockwise: 0, 90, 180, 270.
    ImageConverter(int width, int height, int rotationDeg)
        : width_(width), height_(height), rotationDeg_(rotationDeg) {}

    Result<Image> convert(const AVFrame& frame);

  private:
    int width_;
    int height_;
    int rotationDeg_;
    SwsPtr sws_;
    std::vector<std::uint8_t> wide_;   ///< a picture with longer rows
};

}  // namespace ropetp::media
