#include "trajectory/denoiser/path_evidence.h"

#include <algorithm>
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

}  // namespace ropetp::trajectory
