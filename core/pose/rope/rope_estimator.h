#pragma once

#include "pose/pose_estimator.h"
#include "pose/rope/rope_looks.h"

namespace ropetp::pose {

/// "rope": the paper's network, on whichever backbone its weights are for, on every frame that the person was seen
/// in. The shape is the median over the track; frames in between are in-filled. Needs pictures.
class RopeEstimator final : public PoseEstimator {
  public:
    /// ModelMissing, ModelCorrupt, FileNotFound.
    static Result<std::unique_ptr<RopeEstimator>> create(const EstimatorOptions& options);
    std::string name() const override { return "rope 1.0"; }
    bool looksAtPictures() const override { return true; }
    std::vector<std::string> passValues() const override { return looks_->passValues(); }
    Result<void> watch(FrameIndex frame, const Image& picture, std::span<const WatchedPerson> people) override;
    /// InvalidInput without pictures or where times and range do not fit; NoPerson; Canceled; errors of the video.
    Result<body::MotionClip> estimate(const PersonFootage& footage, JobControl& job, const PoseStream& stream) override;

  private:
    RopeEstimator() = default;
    std::shared_ptr<const body::BodyModel> body_;
    std::unique_ptr<RopeLooks> looks_;
    bool refine_ = false;
};

}  // namespace ropetp::pose
