#pragma once

#include "base/job_control.h"
#include "pose/window_solver.h"

namespace ropetp::pose {

/// Height of the shaped body and its derivative: one picture cannot tell a near child from a far
/// giant, so people's usual height decides.
struct BodyHeight {
    double atMean = 0;
    body::Betas perBeta = body::Betas::Zero();
    explicit BodyHeight(const body::BodyModel& model);
};

/// The shape that explains the best seen frames together: poses of each frame are eliminated from
/// the normal equations, the shape is held by its own prior and by height 1.70 +- 0.09 m.
/// Canceled.
Result<body::Betas> fitShape(const body::BodyModel& model, const PosePrior& prior, const FitSettings& settings,
                             const std::vector<FrameObservation>& frames, const JobControl& job);

}  // namespace ropetp::pose
