#pragma once

#include "base/pinhole_camera.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "raster/rasterizer.h"
#include "track/track.h"

#include <memory>
#include <vector>

namespace ropetp::render {

struct OverlayOptions {
    bool mesh = true;
    float meshOpacity = 0.75f;
    bool skeleton = false;     ///< projected joints and bones of the solved body
    bool points2d = false;     ///< the landmark model's points
    bool boxes = false;
    int samples = 4;           ///< anti-aliasing of the mesh: 1 or 4
};

/// What is drawn for one person on one frame; null parts are left out.
struct OverlayPerson {
    PersonId id;
    const body::MotionClip* clip = nullptr;          ///< for betas
    const body::MotionFrame* frame = nullptr;
    const track::Observation* observation = nullptr;
    bool selected = false;
};

/// Draws solved bodies over footage: used by the video view (at the view's resolution and zoom) and
/// by the exported overlay video, so both show the same. Qt-free. Not thread-safe.
class OverlayRenderer {
  public:
    explicit OverlayRenderer(std::shared_ptr<const body::BodyModel> body);
    ~OverlayRenderer();

    /// @param frameCamera  camera of the full frame, in frame pixels.
    /// @param viewFromFrame  scale and offset of the view: viewPx = scale * framePx + offset (pixel
    ///        centres at integers in both). @return an RGBA layer of viewWidth x viewHeight, valid
    ///        until the next call.
    struct ViewTransform { double scale = 1; Eigen::Vector2d offset{0, 0}; };
    const raster::Layer& render(const PinholeCamera& frameCamera, const ViewTransform& viewFromFrame,
                                int viewWidth, int viewHeight, const std::vector<OverlayPerson>& persons,
                                const OverlayOptions& options);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::render
