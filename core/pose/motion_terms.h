#pragma once

#include "pose/banded_solver.h"
#include "pose/fit_observation.h"
#include "pose/fit_settings.h"

#include <span>

namespace ropetp::pose {

/// What couples neighbouring frames: changes of velocity cost, in real time units, so that the
/// result does not depend on the frame rate.
class MotionTerms {
  public:
    explicit MotionTerms(const FitSettings& settings);
    /// Half the sum of squares over `states`, whose first `fixedFrames` do not move (they belong to
    /// what is already solved; unknown k of the solver is state fixedFrames + k). With `solver` adds
    /// the Gauss-Newton terms; its right-hand side is minus the gradient.
    double add(std::span<const FrameState> states, std::span<const FrameObservation> observations, int fixedFrames,
               BandedSolver* solver) const;

  private:
    FrameVector accelerationPrecision_;  ///< 1 / spectral density of each parameter
    FrameVector velocityPrecision_;      ///< 1 / variance of the speed of each parameter
};

}  // namespace ropetp::pose
