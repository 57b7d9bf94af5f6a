#include "trajectory/foot_lock.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

constexpr double kStraightest = 0.9995;   ///< of the leg's length: beyond it the knee would snap

}  // namespace

FootPath footLockOffsets(const FootPath& feet, const std::vector<std::array<float, kContactValues>>& contacts, double fps, const FootLockOptions& options) {
    const std::size_t n = feet.size();
    const int fade = std::max(1, int(std::lround(options.fadeSec * fps)));
    FootPath offsets(n);
    std::vector<std::array<double, kContactValues>> weight(n);
    for (std::size_t i = 0; i < n; ++i) {
        offsets[i].fill(Eigen::Vector3d::Zero());
        weight[i].fill(0);
    }
    for (std::size_t k = 0; k < kContactValues; ++k)
        for (std::size_t first = 0; first < n;) {
            if (contacts[first][k] < options.enter) {
                ++first;
                continue;
            }
            std::size_t end = first + 1;
            // Further away it slides on purpose, or the contact is none: a new place from there.
            const auto far = [&](std::size_t i) { return std::hypot(feet[i][k].x() - feet[first][k].x(), feet[i][k].z() - feet[first][k].z()) > options.mostM; };
            while (end < n && contacts[end][k] >= options.leave && !far(end)) ++end;
            Eigen::Vector3d mean = Eigen::Vector3d::Zero();
            for (std::size_t i = first; i < end; ++i) mean += feet[i][k] / double(end - first);
            for (auto i = std::max<std::ptrdiff_t>(0, std::ptrdiff_t(first) - fade); i < std::min(std::ptrdiff_t(n), std::ptrdiff_t(end) + fade); ++i) {
                // Beyond its ends the offset of the end counts: the foot is on its way.
                const auto from = std::clamp<std::ptrdiff_t>(i, std::ptrdiff_t(first), std::ptrdiff_t(end) - 1);
                const double w = 0.5 + 0.5 * std::cos(M_PI * double(std::abs(i - from)) / (fade + 1));
                Eigen::Vector3d offset = mean - feet[std::size_t(from)][k];
                offset.y() = 0;
                offsets[std::size_t(i)][k] += w * offset;
                weight[std::size_t(i)][k] += w;
            }
            first = end;
        }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t side = 0; side < kContactValues; side += 2) {
            std::array<double, 2> w;
            for (std::size_t k = 0; k < 2; ++k) {
                w[k] = weight[i][side + k];
                if (w[k] > 1) offsets[i][side + k] /= w[k];   // one contact fades out as the next fades in
                w[k] = std::min(1.0, w[k]);
            }
            const Eigen::Vector3d ankle = offsets[i][side], foot = offsets[i][side + 1];
            offsets[i][side] = ankle + (1 - w[0]) * foot;
            offsets[i][side + 1] = foot + (1 - w[1]) * ankle;
        }
    return offsets;
}

std::pair<Eigen::Vector3d, Eigen::Vector3d> twoBones(const Eigen::Vector3d& root, const Eigen::Vector3d& middle, const Eigen::Vector3d& tip, const Eigen::Vector3d& target) {
    const double upper = (middle - root).norm(), lower = (tip - middle).norm();
    Eigen::Vector3d way = target - root;
    const double far = std::clamp(way.norm(), std::abs(upper - lower) + 1e-6, kStraightest * (upper + lower));
    way = way.norm() > 1e-9 ? Eigen::Vector3d(far * way.normalized()) : Eigen::Vector3d(tip - root);
    const Eigen::Vector3d along = way.normalized();
    Eigen::Vector3d bend = (middle - root) - along.dot(middle - root) * along;
    if (bend.norm() < 1e-6) bend = along.unitOrthogonal();
    const double reach = (upper * upper - lower * lower + far * far) / (2 * far), side = std::sqrt(std::max(0.0, upper * upper - reach * reach));
    return {root + reach * along + side * bend.normalized(), root + way};
}

}  // namespace ropetp::trajectory
