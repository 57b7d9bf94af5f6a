#pragma once

#include "base/image.h"
#include "base/pinhole_camera.h"
#include "track/track.h"

#include <Eigen/Core>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// A point of the background about people's feet, seen from two frames: directions in the camera's axes at either time,
/// scaled to z = 1.
struct FloorPoint { Eigen::Vector2f from, to; };

/// What was followed from one frame to a later one.
struct FloorStep {
    std::size_t from = 0, to = 0;   ///< frames in the order they were added
    std::vector<FloorPoint> points;
};

/// Follows texture about and below people's feet, where a floor would be, from key frames on, one frame after the other. It
/// does not judge: that is done once people's places and the camera's turn are known (camera_travel.h). Constant working
/// memory; kept are some 200 bytes a frame; a few ms a frame. Not thread-safe; use one per video.
class FloorFlow {
  public:
    /// @param camera  of the frames that will be added, in their pixels. @param fps  frames a second, > 0.
    FloorFlow(const PinholeCamera& camera, double fps);
    ~FloorFlow();
    FloorFlow(FloorFlow&&) noexcept;
    FloorFlow& operator=(FloorFlow&&) noexcept;

    /// @param people  boxes to leave out, and @param feetPx  people's lowest sole points, pixels of `image`; without any, the floor
    /// is looked for where the feet were last. @param cut  a hard cut precedes. A null image is a frame that could not be shown.
    void add(const Image& image, std::span<const track::Box> people, std::span<const Eigen::Vector2d> feetPx, bool cut);

    /// Of the frames so far, in order.
    const std::vector<FloorStep>& steps() const;
    std::size_t frames() const;
    /// Angle of a pixel of the picture that points were followed in: what they err by is a fraction of it.
    double pixelRad() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::trajectory
