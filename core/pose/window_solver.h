#pragma once

#include "base/job_control.h"
#include "pose/frame_terms.h"
#include "pose/motion_terms.h"

#include <span>

namespace ropetp::pose {

/// Levenberg-Marquardt over consecutive frames at once.
class WindowSolver {
  public:
    WindowSolver(const PosePrior& prior, const FitSettings& settings);
    void setBody(const FitBody& body) { terms_.setBody(body); }

    /// Improves states[fixedFrames...]; the first `fixedFrames` (at most two) stay.
    /// Canceled, with the states as far as they came. @param mayMove  for each state which parameters may change (1) or
    /// stay (0); empty: all may. Of the fixed frames it is not read.
    Result<void> solve(std::span<FrameState> states, std::span<const FrameObservation> observations, int fixedFrames,
                       const JobControl& job, std::span<const FrameVector> mayMove = {});
    FrameTerms& terms() { return terms_; }

  private:
    void holdParameters(std::span<const FrameVector> mayMove);
    double energy(std::span<const FrameState> states, std::span<const FrameObservation> observations, int fixedFrames);

    FitSettings settings_;
    FrameTerms terms_;
    MotionTerms motion_;
    BandedSolver solver_;
    std::vector<FrameState> trial_;
};

}  // namespace ropetp::pose
