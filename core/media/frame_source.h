#pragma once

#include "base/ids.h"
#include "base/image.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::media {

/// What a video is, known after opening (packets are scanned, pictures are not decoded).
struct VideoInfo {
    std::filesystem::path path;
    std::string container;   ///< FFmpeg's short name, or "images"
    std::string codec;
    std::string pixelFormat;
    int width = 0;           ///< of the upright picture (rotation and pixel aspect applied)
    int height = 0;
    int rotationDeg = 0;     ///< clockwise turn that made it upright: 0, 90, 180, 270
    double fps = 0;          ///< mean: (frames - 1) / (last - first time), or the nominal rate
    bool variableFrameRate = false;
    double durationSec = 0;
    std::optional<double> focalPx;       ///< from metadata, in pixels of the upright frame
    std::vector<double> ptsSec;          ///< presentation time of each frame, increasing, first >= 0
    std::vector<std::string> warnings;   ///< e.g. "3 corrupt packets were skipped"
    std::vector<FrameIndex> damagedFrames;  ///< frames shown as their neighbour, as they don't decode

    std::int64_t frameCount() const { return static_cast<std::int64_t>(ptsSec.size()); }
    FrameRange range() const { return {FrameIndex(0), FrameIndex(frameCount())}; }
};

/// Work ahead that makes jumps quick, for a thread that has nothing else to do.
class IdleReader {
  public:
    virtual ~IdleReader() = default;
    /// Reads one more picture, near `focus` first. False: nothing is to gain as long as the focus stays.
    virtual bool step(FrameIndex focus) = 0;
};

/// Pictures by exact frame index. A video file or a folder of images. Not thread-safe: one thread
/// at a time (FrameCache makes it shareable).
class FrameSource {
  public:
    virtual ~FrameSource() = default;
    virtual const VideoInfo& info() const = 0;
    /// The upright RGB picture of a frame, always info().width x height (a mid-stream change of
    /// resolution is scaled to it). Sequential access decodes each packet once; any order returns
    /// the same bytes. InvalidInput out of range; CorruptFile where nothing can be shown.
    virtual Result<Image> frame(FrameIndex index) = 0;
    /// A reader that keeps pictures packed for this source, whose frame() finds them; null where jumps are quick anyway. It may run in a
    /// thread beside the source, which outlives it. One at a time. @param budgetBytes  kept at most.
    virtual std::unique_ptr<IdleReader> idleReader(std::size_t budgetBytes) {
        (void)budgetBytes;
        return nullptr;
    }
};

/// Opens a video file (anything FFmpeg reads) or a folder of images (natural sort order, 30 fps).
/// FileNotFound, FileUnreadable, NotAVideo, NoVideoStream, NoFrames, UnsupportedFormat.
/// Each call gives an independent reader. Damage discovered while decoding is added to info().
Result<std::unique_ptr<FrameSource>> openFrameSource(const std::filesystem::path& path);

}  // namespace ropetp::media
