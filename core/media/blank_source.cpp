#include "media/blank_source.h"

#include <cstring>

namespace ropetp::media {
namespace {

constexpr std::int64_t kMostPixels = std::int64_t(1) << 27;
constexpr int kGrey = 72;

class BlankSource final : public FrameSource {
  public:
    explicit BlankSource(VideoInfo info) : info_(std::move(info)), picture_(info_.width, info_.height) { std::memset(picture_.mutablePixels(), kGrey, picture_.sizeBytes()); }
    const VideoInfo& info() const override { return info_; }
    Result<Image> frame(FrameIndex index) override {
        if (!info_.range().contains(index)) return fail(ErrorCode::InvalidInput, "the video has no frame " + std::to_string(index.value), info_.path.string());
        return picture_;   // copies share pixels
    }

  private:
    VideoInfo info_;
    Image picture_;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> blankSource(VideoInfo info) {
    if (info.ptsSec.empty() || info.width < 1 || info.height < 1 || std::int64_t(info.width) * info.height > kMostPixels)
        return fail(ErrorCode::InvalidInput, "there is no picture of that size", info.path.string());
    return std::make_unique<BlankSource>(std::move(info));
}

}  // namespace ropetp::media
