#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "io/truth_npz.h"
#include "metrics/pose_error.h"
#include "metrics/visibility_error.h"
#include "metrics/world_error.h"

#include <memory>
#include <optional>

namespace ropetp::cli {

/// What a take is off by.
struct TakeErrors {
    metrics::PoseError pose;
    /// Joints are seen as the truth says (`visible`), else where the take saw the person and trusts the joint
    /// (confidence of 0.3 and more).
    metrics::VisibilityError byVisibility;
    bool visibilityFromTruth = false;
    /// Where the truth has poses and a shape that give its own joints with the take's body.
    std::optional<double> mpvpeMm;
    std::optional<metrics::WorldError> world;
    double jitter = 0;                    ///< of the take's 24 joints in the world over the truth's frames
    std::optional<double> jitterOfTruth;  ///< where it knows 24 joints on consecutive frames
    std::size_t framesOfTruth = 0;
};

/// Frames are matched by their numbers. InvalidInput where there is none in common.
Result<TakeErrors> takeErrors(const body::MotionClip& clip, std::shared_ptr<const body::BodyModel> body, const io::Truth& truth);

}  // namespace ropetp::cli
