#pragma once

#include "base/image.h"
#include "track/track.h"

#include <memory>
#include <span>

namespace ropetp::trajectory {

/// What the watchers of the background see of a frame: a small grey copy and where the people are. Made
/// once a frame and given to all of them, because shrinking the picture is a good part of what they cost.
/// Immutable; copies share the pixels.
class CameraView {
  public:
    /// Of a frame that could not be shown.
    CameraView() = default;
    /// Null for a null image, and where OpenCV refuses its size. @param people  boxes, pixels of `image`.
    static CameraView of(const Image& image, std::span<const track::Box> people);

    bool isNull() const { return !data_; }

    struct Data;  ///< camera_view_p.h
    const Data& data() const { return *data_; }

  private:
    std::shared_ptr<const Data> data_;
};

}  // namespace ropetp::trajectory
