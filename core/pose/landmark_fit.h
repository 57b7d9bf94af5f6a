#pragma once

#include "pose/fit_settings.h"
#include "pose/pose_estimator.h"
#include "pose/pose_prior.h"

namespace ropetp::pose {

/// "fit": the body whose shape stays, fitted to BlazePose's picture points and weak depths, with
/// ranges of motion, a pose prior and smooth motion. Needs no pictures. Deterministic.
/// About 10 ms a frame on one core; memory beside the result does not grow but for the observations.
class LandmarkFit final : public PoseEstimator {
  public:
    LandmarkFit(std::shared_ptr<const body::BodyModel> body, PosePrior prior, FitSettings settings = {});
    std::string name() const override { return "fit 1.0"; }
    /// InvalidInput where time stamps, camera or range do not fit together; NoPerson; Canceled.
    Result<body::MotionClip> estimate(const PersonFootage& footage, JobControl& job, const PoseStream& stream) override;

    /// Another estimator's clip, moved so that it meets the picture points and moves smoothly: its rotations take
    /// the place of the landmark model's depths, its shape stays. `start` has every frame of the range. Fails as
    /// estimate() does.
    Result<body::MotionClip> refine(const PersonFootage& footage, const body::MotionClip& start, JobControl& job, const PoseStream& stream);

  private:
    std::shared_ptr<const body::BodyModel> body_;
    PosePrior prior_;
    FitSettings settings_;
};

}  // namespace ropetp::pose
