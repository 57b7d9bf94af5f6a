#pragma once

#include "base/image.h"
#include "base/pinhole_camera.h"
#include "body/body_model.h"
#include "body/motion_clip.h"

#include <cstdint>
#include <memory>

namespace ropetp::synth {

/// The built-in sample: somebody walks once round a low wall in a courtyard; behind it the legs are hidden.
/// Everything is drawn by our own rasterizer; the same pictures for the same seed.
class SampleScene {
  public:
    static constexpr int kWidth = 1280, kHeight = 720, kFrames = 300;
    static constexpr double kFps = 30;

    explicit SampleScene(std::uint64_t seed = 1);
    ~SampleScene();

    const PinholeCamera& camera() const;
    const Eigen::Isometry3d& camFromWorld() const;
    const body::Betas& betas() const;
    const body::BodyModel& body() const;
    /// World poses of all frames.
    const std::vector<body::Pose>& posesInWorld() const;
    /// The picture of a frame; uses scratch memory, so one thread at a time.
    Image render(int frame);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::synth
