#pragma once

#include "trajectory/camera_view.h"

#include <memory>
#include <span>

namespace ropetp::trajectory {

/// Watches the background (people masked out by their boxes) for camera motion, one frame after
/// the other. Constant memory; a few ms a frame (works on a small copy). Every frame is compared
/// with a key frame of the same shot, not only with the one before, so slow pans add up; what stays
/// in its place outvotes passers-by, leaves in the wind and noise.
/// Not thread-safe; use one per video.
class CameraMotionDetector {
  public:
    CameraMotionDetector();
    ~CameraMotionDetector();
    CameraMotionDetector(CameraMotionDetector&&) noexcept;
    CameraMotionDetector& operator=(CameraMotionDetector&&) noexcept;

    /// @param people  boxes to leave out, pixels of `image`. @param cut  a hard cut precedes: motion
    /// is measured within shots only. A null image is skipped.
    void add(const Image& image, std::span<const track::Box> people, bool cut);
    /// The same with a view that other watchers use as well. A null view is skipped.
    void add(const CameraView& view, bool cut);

    struct Verdict {
        bool moving = false;
        double driftFraction = 0;    ///< largest background displacement seen, as a fraction of the diagonal
        double confidence = 0;       ///< 0..1: enough background was visible
    };
    Verdict verdict() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::trajectory
