#include "trajectory/contacts.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {

std::vector<Eigen::Vector3d> velocities(std::span<const Eigen::Vector3d> points, std::span<const double> timeSec,
                                        double windowSec) {
    const std::size_t n = std::min(points.size(), timeSec.size());
    std::vector<Eigen::Vector3d> result(n, Eigen::Vector3d::Zero());
    std::size_t lo = 0, hi = 0;
    for (std::size_t i = 0; i < n; ++i) {
        while (lo < i && timeSec[i] - timeSec[lo] > windowSec / 2) ++lo;
        hi = std::max(hi, i + 1);
        while (hi < n && timeSec[hi] - timeSec[i] <= windowSec / 2) ++hi;
        const std::size_t first = std::min(lo, i > 0 ? i - 1 : 0);
        const std::size_t end = std::min(n, std::max(hi, i + 2));
        double meanT = 0;
        Eigen::Vector3d meanP = Eigen::Vector3d::Zero();
        for (std::size_t k = first; k < end; ++k) {
            meanT += timeSec[k];
            meanP += points[k];
        }
        meanT /= double(end - first);
        meanP /= double(end - first);
        double tt = 0;
        Eigen::Vector3d tp = Eigen::Vector3d::Zero();
        for (std::size_t k = first; k < end; ++k) {
            tt += (timeSec[k] - meanT) * (timeSec[k] - meanT);
            tp += (timeSec[k] - meanT) * (points[k] - meanP);
        }
        if (tt > 0) result[i] = tp / tt;
    }
    return result;
}

void estimateContacts(body::MotionClip& clip, const body::BodyModel& body, const ContactOptions& options) {
    const std::size_t n = clip.frames.size();
    if (n == 0) return;
    const FootPoints feet(body, clip.betas);
    std::array<std::vector<Eigen::Vector3d>, kFootPointCount> paths;
    std::vector<double> timeSec(n);
    for (std::size_t i = 0; i < n; ++i) {
        timeSec[i] = clip.frames[i].ptsSec;
        const FootPositions p = feet.at(clip.frames[i].poseInWorld);
        for (int k = 0; k < kFootPointCount; ++k) paths[k].push_back(p[k]);
    }
    for (int k = 0; k < kFootPointCount; ++k) {
        const auto velocity = velocities(paths[k], timeSec, options.windowSec);
        bool on = false;
        for (std::size_t i = 0; i < n; ++i) {
            const double height = paths[k][i].y();
            const double speed = velocity[i].norm();
            if (!clip.frames[i].visible) {
                on = false;
                clip.frames[i].contacts[k] = 0.f;
                continue;
            }
            on = on ? height < options.leaveHeightM && speed < options.leaveSpeed
                    : height < options.enterHeightM && speed < options.enterSpeed;
            const double h = std::max(0.0, height) / options.leaveHeightM, v = speed / options.leaveSpeed;
            const double clear = std::exp(-(h * h + v * v));
            clip.frames[i].contacts[k] = float(on ? 0.5 + 0.5 * clear : 0.49 * clear);
        }
    }
}

}  // namespace ropetp::trajectory
