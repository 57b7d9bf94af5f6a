#pragma once

#include "base/image.h"
#include "base/job_control.h"
#include "base/pinhole_camera.h"
#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "track/landmark_pass.h"
#include "track/track.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ropetp::pose {

/// What an estimator is given for one person. Pictures are fetched on demand and in order, so that
/// memory stays constant; estimators that need only landmarks never ask.
struct PersonFootage {
    const track::PersonTrack& track;
    FrameRange range;                       ///< frames to estimate, every one of them
    std::vector<double> ptsSec;             ///< time of each frame of `range`
    PinholeCamera camera;                   ///< full-frame perspective camera
    std::function<Result<Image>(FrameIndex)> picture;  ///< may be null: no pictures available
};

/// Somebody on a picture that passes by.
struct WatchedPerson {
    const track::Landmarks* landmarks;
    std::shared_ptr<const track::LandmarkPass> pass;   ///< with PoseEstimator::passValues(); null: not at hand
};

/// Called with finished frames as they come: a clip with shape and camera whose frames are the new ones.
using PoseStream = std::function<void(const body::MotionClip& part)>;

/// Turns a tracked person into poses in camera space. Implementations: "fit" (landmark fit);
/// "rope" (the paper's network). Not thread-safe; runs on the inference lane.
class PoseEstimator {
  public:
    virtual ~PoseEstimator() = default;
    /// e.g. "fit 1.0".
    virtual std::string name() const = 0;
    /// Does this estimator look at pictures, so that watch() spares it fetching them again?
    virtual bool looksAtPictures() const { return false; }
    /// Names of values of the landmark model's pass that watch() makes use of, so that it need not run that model again.
    virtual std::vector<std::string> passValues() const { return {}; }
    /// Offered while people are still being tracked, frame by frame in order, on a thread beside the tracker's and
    /// never at the same time as estimate(): an estimator may look these people up here already. @param people  not
    /// kept. Errors end the solve.
    virtual Result<void> watch(FrameIndex frame, const Image& picture, std::span<const WatchedPerson> people) { return {}; }
    /// @return clip with betas, poseInCam, confidence, visible for every frame of the range
    /// (in-filled where unseen); world values untouched. Canceled; NoPerson without any landmarks.
    virtual Result<body::MotionClip> estimate(const PersonFootage& footage, JobControl& job,
                                              const PoseStream& stream) = 0;
};

struct EstimatorOptions {
    std::shared_ptr<const body::BodyModel> body;
    std::filesystem::path modelFolder;
    std::filesystem::path weights;          ///< of "rope"; empty: the ones that come with the program
    std::uint64_t seed = 0;
    int threads = 2;
    bool flipTest = false;                  ///< "rope": read each picture mirrored too; twice the work
    bool refine = false;                    ///< "rope": then moved to meet the picture points, and smooth in time
};

/// Names that makePoseEstimator() takes, the default first.
std::vector<std::string> poseEstimatorNames();
/// InvalidInput for an unknown name (the detail lists the known ones).
Result<std::unique_ptr<PoseEstimator>> makePoseEstimator(const std::string& name, const EstimatorOptions& options);

}  // namespace ropetp::pose
