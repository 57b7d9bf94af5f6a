#include "pose/banded_solver.h"

namespace ropetp::pose {
namespace {

/// m <- m * L^-T, row by row of the block system.
void solveFromRight(const FrameMatrix& lower, FrameMatrix& m) {
    lower.triangularView<Eigen::Lower>().transpose().solveInPlace<Eigen::OnTheRight>(m);
}

}  // namespace

void BandedSolver::resize(int frames) {
    count_ = frames;
    for (auto* blocks : {&diagonal_, &factor_, &nextFactor_, &afterNextFactor_}) blocks->resize(frames);
    for (auto* vectors : {&next_, &afterNext_, &rhs_, &solution_}) vectors->resize(frames);
}

void BandedSolver::setZero() {
    for (int t = 0; t < count_; ++t) {
        diagonal_[t].setZero();
        next_[t].setZero();
        afterNext_[t].setZero();
        rhs_[t].setZero();
    }
}

bool BandedSolver::solve(double damping) {
    for (int t = 0; t < count_; ++t) {
        factor_[t] = diagonal_[t];
        factor_[t].diagonal() += damping * diagonal_[t].diagonal();
        nextFactor_[t].setZero();
        if (t + 1 < count_) nextFactor_[t].diagonal() = next_[t];
        afterNextFactor_[t].setZero();
        if (t + 2 < count_) afterNextFactor_[t].diagonal() = afterNext_[t];
        solution_[t] = rhs_[t];
    }
    for (int t = 0; t < count_; ++t) {
        Eigen::LLT<Eigen::Ref<FrameMatrix>, Eigen::Lower> cholesky(factor_[t]);
        if (cholesky.info() != Eigen::Success) return false;
        const auto lower = factor_[t].triangularView<Eigen::Lower>();
        lower.solveInPlace(solution_[t]);
        if (t + 1 < count_) {
            solveFromRight(factor_[t], nextFactor_[t]);
            factor_[t + 1].selfadjointView<Eigen::Lower>().rankUpdate(nextFactor_[t], -1.0);
            solution_[t + 1].noalias() -= nextFactor_[t] * solution_[t];
        }
        if (t + 2 < count_) {
            solveFromRight(factor_[t], afterNextFactor_[t]);
            factor_[t + 2].selfadjointView<Eigen::Lower>().rankUpdate(afterNextFactor_[t], -1.0);
            nextFactor_[t + 1].noalias() -= afterNextFactor_[t] * nextFactor_[t].transpose();
            solution_[t + 2].noalias() -= afterNextFactor_[t] * solution_[t];
        }
    }
    for (int t = count_ - 1; t >= 0; --t) {
        if (t + 1 < count_) solution_[t].noalias() -= nextFactor_[t].transpose() * solution_[t + 1];
        if (t + 2 < count_) solution_[t].noalias() -= afterNextFactor_[t].transpose() * solution_[t + 2];
        factor_[t].triangularView<Eigen::Lower>().transpose().solveInPlace(solution_[t]);
    }
    return true;
}

}  // namespace ropetp::pose
