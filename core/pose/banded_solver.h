#pragma once

#include "pose/fit_body.h"

#include <Eigen/Cholesky>

#include <vector>

namespace ropetp::pose {

/// Solves (H) x = b for a symmetric positive matrix that couples each frame with the two after it:
/// block Cholesky along time, cost and memory proportional to the number of frames.
class BandedSolver {
  public:
    /// Sets the size; blocks are then filled by the caller (lower triangles of the diagonal ones).
    void resize(int frames);
    void setZero();
    int frames() const { return count_; }

    FrameMatrix& diagonal(int t) { return diagonal_[t]; }
    /// Coupling of frame t+1 (or t+2) with frame t: diagonal blocks, as smoothness works on each
    /// parameter by itself.
    FrameVector& next(int t) { return next_[t]; }
    FrameVector& afterNext(int t) { return afterNext_[t]; }
    FrameVector& rhs(int t) { return rhs_[t]; }

    /// Solves (H + diag(damping * diag H)) x = b; H and b stay. False where H is not positive.
    bool solve(double damping);
    const FrameVector& solution(int t) const { return solution_[t]; }

  private:
    int count_ = 0;
    std::vector<FrameMatrix> diagonal_, factor_, nextFactor_, afterNextFactor_;
    std::vector<FrameVector> next_, afterNext_, rhs_, solution_;
};

}  // namespace ropetp::pose
