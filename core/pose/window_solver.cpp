#include "pose/window_solver.h"

#include <algorithm>

namespace ropetp::pose {
namespace {

constexpr double kRelativeDecrease = 2e-4;
constexpr double kLargestStepRad = 1.0;

}  // namespace

WindowSolver::WindowSolver(const PosePrior& prior, const FitSettings& settings)
    : settings_(settings), terms_(prior, settings), motion_(settings) {}

double WindowSolver::energy(std::span<const FrameState> states, std::span<const FrameObservation> observations, int fixedFrames) {
    double sum = motion_.add(states, observations, fixedFrames, nullptr);
    for (std::size_t t = fixedFrames; t < states.size(); ++t) sum += terms_.add(states[t], observations[t], nullptr, nullptr);
    return sum;
}

void WindowSolver::holdParameters(std::span<const FrameVector> mayMove) {
    const int unknowns = solver_.frames();
    for (int k = 0; k < unknowns; ++k) {
        const FrameVector& moves = mayMove[std::size_t(k)];
        if (k + 1 < unknowns) solver_.next(k).array() *= moves.array() * mayMove[std::size_t(k) + 1].array();
        if (k + 2 < unknowns) solver_.afterNext(k).array() *= moves.array() * mayMove[std::size_t(k) + 2].array();
        for (int p = 0; p < kFrameParams; ++p) {
            if (moves[p] > 0) continue;
            solver_.diagonal(k).row(p).setZero();
            solver_.diagonal(k).col(p).setZero();
            solver_.diagonal(k)(p, p) = 1;
            solver_.rhs(k)[p] = 0;
        }
    }
}

Result<void> WindowSolver::solve(std::span<FrameState> states, std::span<const FrameObservation> observations, int fixedFrames,
                                 const JobControl& job, std::span<const FrameVector> mayMove) {
    const int unknowns = static_cast<int>(states.size()) - fixedFrames;
    if (unknowns <= 0) return {};
    solver_.resize(unknowns);
    trial_.assign(states.begin(), states.end());
    double damping = 1e-3;
    double current = 0;
    bool fresh = true;
    double robust = settings_.firstRobustSigmas;
    terms_.setRobustSigmas(robust);
    for (int iteration = 0; iteration < settings_.maxIterations; ++iteration) {
        if (job.isCanceled()) return fail(ErrorCode::Canceled);
        if (fresh) {
            solver_.setZero();
            current = motion_.add(states, observations, fixedFrames, &solver_);
            for (int k = 0; k < unknowns; ++k) {
                FrameVector gradient = FrameVector::Zero();
                current += terms_.add(states[fixedFrames + k], observations[fixedFrames + k], &solver_.diagonal(k), &gradient);
                solver_.rhs(k) -= gradient;
                solver_.diagonal(k).diagonal().array() += 1e-6;
            }
            if (!mayMove.empty()) holdParameters(mayMove.subspan(std::size_t(fixedFrames)));
            fresh = false;
        }
        if (!solver_.solve(damping)) {
            damping = std::max(damping * 10, 1e-2);
            continue;
        }
        for (int k = 0; k < unknowns; ++k) {
            FrameVector step = solver_.solution(k);
            const double largest = step.tail<kFrameParams - 3>().cwiseAbs().maxCoeff();
            if (largest > kLargestStepRad) step *= kLargestStepRad / largest;
            trial_[fixedFrames + k] = moved(states[fixedFrames + k], step);
        }
        const double next = energy(trial_, observations, fixedFrames);
        if (!(next < current)) {
            damping *= 8;
            if (damping > 1e6) break;
            continue;
        }
        std::copy(trial_.begin() + fixedFrames, trial_.end(), states.begin() + fixedFrames);
        const double decrease = (current - next) / std::max(current, 1e-12);
        damping = std::max(damping / 6, 1e-7);
        fresh = true;
        if (robust > settings_.robustSigmas) {
            robust = std::max(settings_.robustSigmas, robust / 2);
            terms_.setRobustSigmas(robust);
        } else if (decrease < kRelativeDecrease) {
            break;
        }
    }
    return {};
}

}  // namespace ropetp::pose
