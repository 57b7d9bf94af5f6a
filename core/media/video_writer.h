#pragma once

#include "base/image.h"
#include "base/result.h"

#include <filesystem>
#include <memory>

namespace ropetp::media {

/// Writes an H.264 MP4 (yuv420p, BT.709, limited range, tagged so) by real time stamps. Atomic: the file
/// appears complete at finish() or not at all. Odd sizes are padded by one pixel.
class VideoWriter {
  public:
    struct Options {
        int width = 0, height = 0;
        double fps = 30;      ///< nominal rate, for the container
        int crf = 18;         ///< x264 quality, lower is better
        int gop = 30;
    };
    static Result<std::unique_ptr<VideoWriter>> create(const std::filesystem::path& path, const Options& options);
    virtual ~VideoWriter() = default;
    /// @param ptsSec  increasing. @param image  of the size given at creation.
    virtual Result<void> add(const Image& image, double ptsSec) = 0;
    virtual Result<void> finish() = 0;
};

}  // namespace ropetp::media
