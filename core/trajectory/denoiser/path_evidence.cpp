#include "trajectory/denoiser/path_evidence.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ropetp::trajectory {

std::vector<Eigen::Vector3d> fusedPath(std::span<const Eigen::Vector3d> steps, std::span<const double> stepSigmaM, std::span<const PathEvidence> evidence) {
    const std::size_t n = steps.size() + 1;
    std::vector<Eigen::Vector3d> out(n);
    std::vector<double> diagonal(n), right(n), off(n);
    for (int axis = 0; axis < 3; ++axis) {
        std::fill(diagonal.begin(), diagonal.end(), 0.0);
        std::fill(right.begin(), right.end(), 0.0);
        for (std::size_t i = 0; i + 1 < n; ++i) {
            const double w = 1 / (stepSigmaM[i] * stepSigmaM[i]);
            diagonal[i] += w;
            diagonal[i + 1] += w;
            off[i] = -w;
            right[i] -= w * steps[i][axis];
            right[i + 1] += w * steps[i][axis];
        }
        bool held = false;
        for (const auto& e : evidence) {
            if (e.frame >= n || !std::isfinite(e.sigmaM[axis])) continue;
            const double sigma = std::max(e.sigmaM[axis], PathEvidence::kHardM), w = 1 / (sigma * sigma);
            diagonal[e.frame] += w;
            right[e.frame] += w * e.placeM[axis];
            held = true;
        }
        if (!held) diagonal[0] += 1 / (PathEvidence::kHardM * PathEvidence::kHardM);
        for (std::size_t i = 1; i < n; ++i) {
            const double factor = off[i - 1] / diagonal[i - 1];
            diagonal[i] -= factor * off[i - 1];
            right[i] -= factor * right[i - 1];
        }
        for (std::size_t i = n; i-- > 0;) out[i][axis] = (right[i] - (i + 1 < n ? off[i] * out[i + 1][axis] : 0)) / diagonal[i];
    }
    return out;
}

namespace {

/// Solves A x = b in place, for a symmetric positive definite A with two diagonals beside the main one: `a[k][i]` is A(i + k, i).
void solvePentadiagonal(std::array<std::vector<double>, 3>& a, std::vector<double>& b) {
    const std::size_t n = b.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 1; k <= 2 && i + k < n; ++k) {
            const double factor = a[k][i] / a[0][i];
            for (std::size_t m = k; m <= 2 && i + m < n; ++m) a[m - k][i + k] -= factor * a[m][i];
            b[i + k] -= factor * b[i];
        }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = 1; k <= 2 && i + k < n; ++k) b[i] -= a[k][i] * b[i + k];
        b[i] /= a[0][i];
    }
}

/// One axis over the floor: places and the steps' common error, by turns.
std::vector<double> fusedAxis(std::span<const Eigen::Vector3d> steps, std::span<const double> stepSigmaM, std::span<const PathEvidence> evidence, int axis, double slowSigmaM) {
    constexpr double kMostErrorM = 0.05;   // of a step at 30 frames a second: somebody who runs, and whose legs say nothing
    const std::size_t n = steps.size() + 1;
    std::array<std::vector<double>, 3> a;
    for (auto& band : a) band.assign(2 * n, 0.0);
    std::vector<double> b(2 * n, 0.0);
    const double slow = 1 / (slowSigmaM * slowSigmaM), weak = 1 / (kMostErrorM * kMostErrorM) / double(n);
    for (std::size_t i = 0; i < n; ++i) {
        a[0][2 * i + 1] += weak;
        if (i + 1 == n) break;
        // (place' - place - error - step)^2 w
        const double w = 1 / (stepSigmaM[i] * stepSigmaM[i]), s = steps[i][axis];
        a[0][2 * i] += w;
        a[0][2 * i + 1] += w;
        a[0][2 * i + 2] += w;
        a[1][2 * i] += w;       // place, error
        a[2][2 * i] -= w;       // place, place'
        a[1][2 * i + 1] -= w;   // error, place'
        b[2 * i] -= w * s;
        b[2 * i + 1] -= w * s;
        b[2 * i + 2] += w * s;
        a[0][2 * i + 1] += slow;
        a[0][2 * i + 3] += slow;
        a[2][2 * i + 1] -= slow;
    }
    bool held = false;
    for (const auto& e : evidence) {
        if (e.frame >= n || !std::isfinite(e.sigmaM[axis])) continue;
        const double sigma = std::max(e.sigmaM[axis], PathEvidence::kHardM), w = 1 / (sigma * sigma);
        a[0][2 * e.frame] += w;
        b[2 * e.frame] += w * e.placeM[axis];
        held = true;
    }
    if (!held) a[0][0] += 1 / (PathEvidence::kHardM * PathEvidence::kHardM);
    solvePentadiagonal(a, b);
    std::vector<double> places(n);
    for (std::size_t i = 0; i < n; ++i) places[i] = b[2 * i];
    return places;
}

}  // namespace

std::vector<Eigen::Vector3d> fusedSlowly(std::span<const Eigen::Vector3d> steps, std::span<const double> stepSigmaM, std::span<const PathEvidence> evidence, double slowSigmaM) {
    auto out = fusedPath(steps, stepSigmaM, evidence);
    if (!(slowSigmaM > 0)) return out;
    for (const int axis : {0, 2}) {
        const auto places = fusedAxis(steps, stepSigmaM, evidence, axis, slowSigmaM);
        for (std::size_t i = 0; i < out.size(); ++i) out[i][axis] = places[i];
    }
    return out;
}

}  // namespace ropetp::trajectory
