#pragma once

#include "media/frame_source.h"

namespace ropetp::media {

/// A folder of pictures as a clip: natural order of names (frame2 before frame10), 30 frames a
/// second, the first picture's size (others are scaled to it). EXIF orientation is applied.
class ImageFolder final : public FrameSource {
  public:
    static Result<std::unique_ptr<FrameSource>> open(const std::filesystem::path& folder);
    const VideoInfo& info() const override { return info_; }
    Result<Image> frame(FrameIndex index) override;

  private:
    VideoInfo info_;
    std::vector<std::filesystem::path> files_;
};

}  // namespace ropetp::media
