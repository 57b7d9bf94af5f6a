#include "trajectory/camera_rotation_smooth_p.h"

#include "base/rotation.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::trajectory {
namespace {

constexpr std::ptrdiff_t kReach = 4;
constexpr double kKernelFrames = 2.2;

/// [first, end) of the part that frame `i` lies in.
std::pair<std::size_t, std::size_t> partOf(std::size_t i, std::span<const std::size_t> parts, std::size_t frames) {
    const auto next = std::upper_bound(parts.begin(), parts.end(), i);
    return {next == parts.begin() ? 0 : *std::prev(next), next == parts.end() ? frames : *next};
}

}  // namespace

void fillGaps(std::span<MeasuredRotation> frames, std::span<const std::size_t> parts) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].measured) continue;
        const auto [first, end] = partOf(i, parts, frames.size());
        std::size_t stop = i;
        while (stop < end && !frames[stop].measured) ++stop;
        if (i > first && stop < end) {
            const Eigen::Matrix3d from = frames[i - 1].camFromFirst;
            const Eigen::Vector3d turn = axisAngleFromMatrix(frames[stop].camFromFirst * from.transpose());
            for (std::size_t k = i; k < stop; ++k)
                frames[k].camFromFirst = matrixFromAxisAngle(turn * (double(k - i + 1) / double(stop - i + 1))) * from;
        }
        i = stop - 1;
    }
}

std::vector<Eigen::Matrix3d> smoothed(std::span<const MeasuredRotation> frames, std::span<const std::size_t> parts) {
    constexpr double kLeastNoiseRad = 0.01 * std::numbers::pi / 180;
    std::vector<Eigen::Matrix3d> out;
    out.reserve(frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto& here = frames[i];
        const auto [first, end] = partOf(i, parts, frames.size());
        Eigen::Matrix3d a = Eigen::Matrix3d::Zero(), b = Eigen::Matrix3d::Zero();
        int used = 0;
        for (std::ptrdiff_t k = -kReach; k <= kReach; ++k) {
            const std::ptrdiff_t j = std::ptrdiff_t(i) + k;
            if (j < std::ptrdiff_t(first) || j >= std::ptrdiff_t(end) || !frames[std::size_t(j)].measured) continue;
            const auto& f = frames[std::size_t(j)];
            const double noise = std::max(f.noiseRad, kLeastNoiseRad), t = double(k) / double(kReach);
            const double w = std::exp(-0.5 * double(k * k) / (kKernelFrames * kKernelFrames)) / (noise * noise) * kLeastNoiseRad * kLeastNoiseRad;
            const Eigen::Vector3d basis(1, t, t * t);
            a += w * basis * basis.transpose();
            b += w * basis * axisAngleFromMatrix(f.camFromFirst * here.camFromFirst.transpose()).transpose();
            ++used;
        }
        // A quadratic has three parameters: with hardly more frames than that it would only repeat them. A part's
        // first frame is what the others are measured against.
        if (used < 5 || !here.measured || i == first) {
            out.push_back(here.camFromFirst);
            continue;
        }
        const Eigen::Vector3d deviation = a.ldlt().solve(b).row(0).transpose();
        const double noise = 2 * std::max(here.noiseRad, kLeastNoiseRad), share = noise * noise / (noise * noise + deviation.squaredNorm());
        out.push_back(matrixFromAxisAngle(share * deviation) * here.camFromFirst);
    }
    return out;
}

Eigen::Matrix3d corrected(const Eigen::Matrix3d& camFromFirst, const Eigen::Matrix3d& firstFromFirst, double share) {
    return camFromFirst * matrixFromAxisAngle(share * axisAngleFromMatrix(firstFromFirst));
}

std::vector<double> spreadCorrection(std::span<MeasuredRotation> frames, const Eigen::Matrix3d& camFromFirst) {
    std::vector<double> share(frames.size());
    if (frames.empty()) return share;
    for (std::size_t i = 1; i < frames.size(); ++i)
        share[i] = share[i - 1] + geodesicAngle(frames[i].camFromFirst, frames[i - 1].camFromFirst);
    const double total = share.back();
    if (!(total > 0)) return share;
    for (double& s : share) s /= total;
    const Eigen::Matrix3d correction = frames.back().camFromFirst.transpose() * camFromFirst;
    for (std::size_t i = 0; i < frames.size(); ++i) frames[i].camFromFirst = corrected(frames[i].camFromFirst, correction, share[i]);
    return share;
}

}  // namespace ropetp::trajectory
