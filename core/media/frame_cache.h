#pragma once

#include "media/frame_source.h"

#include <cstddef>
#include <functional>
#include <memory>

namespace ropetp::media {

/// What the window gives its cache: 165 pictures of 1080p ready to show, and about 500 packed.
inline constexpr std::size_t kWindowPictureBytes = std::size_t(1024) << 20, kWindowPackedBytes = std::size_t(512) << 20;

/// A thread-safe, memory-bounded cache over a FrameSource with its own decoding thread, for the
/// user interface: asking never blocks, and neighbours of the last request are fetched ahead. A second thread, which yields to everything
/// else, reads the clip and keeps its pictures packed, so that a jump is quick wherever it goes.
class FrameCache {
  public:
    /// @param budgetBytes  pictures kept at most (at least the group of pictures under work). @param packedBytes  packed ones beside them; 0: none.
    FrameCache(std::unique_ptr<FrameSource> source, std::size_t budgetBytes, std::size_t packedBytes = 0);
    ~FrameCache();
    FrameCache(const FrameCache&) = delete;
    FrameCache& operator=(const FrameCache&) = delete;

    const VideoInfo& info() const;

    /// The picture if it is in memory, else a null Image. Never blocks on decoding.
    Image tryGet(FrameIndex index) const;

    /// Asks for a picture; the newest request goes first, and older ones that were not begun are
    /// dropped. `onReady` runs on the decoding thread (post it to your own), once, with the result.
    /// @param direction  +1 or -1: where playback goes; decides what is prefetched.
    void request(FrameIndex index, int direction, std::function<void(FrameIndex, Result<Image>)> onReady);

    /// Blocks until decoded (tests, export). Any thread.
    Result<Image> get(FrameIndex index);

    std::size_t bytesInUse() const;

    /// Whether the clip is read as far as it is worth near the last request.
    bool isReadAhead() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::media
