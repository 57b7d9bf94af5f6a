#include "trajectory/dead_reckoning.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

/// Ankles stand higher than the balls of the feet.
constexpr std::array<double, kContactValues> kRestHeightM = {0.07, 0.0, 0.07, 0.0};
constexpr double kHeightM = 0.025;         ///< sigma of a standing point's height above the lowest
constexpr double kSpeed = 0.45;            ///< m/s: sigma of a standing point's own way
constexpr double kFlightSpeed = 1.2;       ///< m/s: the lowest point rises or sinks faster than this: nothing stands
constexpr int kSmooth = 2;                 ///< frames to each side
constexpr int kRounds = 3;
constexpr double kStepSigmaM = 0.02;

}  // namespace

std::vector<Eigen::Vector3d> deadReckoned(std::span<const BodyFrame> frames) {
    const std::size_t n = frames.size();
    constexpr double fps = kDenoiserFps;
    std::vector<std::array<Eigen::Vector3d, kContactValues>> speed(n);   // of foot points against the root, m/s
    std::vector<std::array<double, kContactValues>> low(n);              // how much a point's height says that it stands
    for (std::size_t i = 0; i < n; ++i) {
        double lowest = 1e9;
        const std::size_t a = i < std::size_t(kSmooth) ? 0 : i - kSmooth, b = std::min(n - 1, i + kSmooth);
        for (std::size_t k = 0; k < kContactValues; ++k) {
            const auto at = [&](std::size_t f) { return Eigen::Vector3d(frames[f].joints.row(kFootJoints[k]).transpose()); };
            speed[i][k] = b > a ? Eigen::Vector3d((at(b) - at(a)) * fps / double(b - a)) : Eigen::Vector3d::Zero();
            lowest = std::min(lowest, at(i).y() - kRestHeightM[k]);
        }
        for (std::size_t k = 0; k < kContactValues; ++k) {
            const double above = (frames[i].joints(kFootJoints[k], 1) - kRestHeightM[k] - lowest) / kHeightM;
            low[i][k] = std::exp(-0.5 * above * above) + 1e-6;
        }
    }
    // First by height alone; then points that would move with the root's way so far count less.
    std::vector<Eigen::Vector3d> root(n, Eigen::Vector3d::Zero());
    for (int round = 0; round < kRounds; ++round) {
        std::vector<Eigen::Vector3d> next(n);
        for (std::size_t i = 0; i < n; ++i) {
            Eigen::Vector3d sum = Eigen::Vector3d::Zero();
            double weight = 0;
            for (std::size_t k = 0; k < kContactValues; ++k) {
                const double own = round == 0 ? 0 : (root[i] + speed[i][k]).norm() / kSpeed;
                const double w = low[i][k] / (1 + own * own);
                sum -= w * speed[i][k];
                weight += w;
            }
            next[i] = sum / weight;
        }
        root = next;
        std::vector<Eigen::Vector3d> smooth(n);
        for (std::size_t i = 0; i < n; ++i) {
            Eigen::Vector3d sum = Eigen::Vector3d::Zero();
            const std::size_t a = i < std::size_t(kSmooth) ? 0 : i - kSmooth, b = std::min(n - 1, i + kSmooth);
            for (std::size_t f = a; f <= b; ++f) sum += root[f];
            smooth[i] = sum / double(b - a + 1);
        }
        root = smooth;
    }
    // In flight all points rise or sink together: keep the way over the floor of before, and let the height fall.
    for (std::size_t i = 1; i < n; ++i) {
        if (std::abs(root[i].y()) < kFlightSpeed) continue;
        root[i].x() = root[i - 1].x();
        root[i].z() = root[i - 1].z();
    }
    std::vector<Eigen::Vector3d> place(n, Eigen::Vector3d::Zero());
    for (std::size_t i = 1; i < n; ++i) place[i] = place[i - 1] + (root[i] + root[i - 1]) / (2 * fps);
    return place;
}

Result<SampledPath> reckonedPath(std::span<const BodyFrame> frames, std::span<const PathEvidence> evidence, JobControl& job) {
    if (frames.size() < 2) return fail(ErrorCode::InvalidInput, "a trajectory needs two frames or more");
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    const auto reckoned = deadReckoned(frames);
    std::vector<Eigen::Vector3d> steps;
    for (std::size_t i = 1; i < reckoned.size(); ++i) steps.push_back(reckoned[i] - reckoned[i - 1]);
    SampledPath path{fusedPath(steps, std::vector<double>(steps.size(), kStepSigmaM), evidence), {}};
    path.contacts.resize(frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const std::size_t a = i == 0 ? 0 : i - 1, b = std::min(frames.size() - 1, i + 1);
        double lowest = 1e9;
        const auto height = [&](std::size_t k) { return path.rootM[i].y() + frames[i].joints(kFootJoints[k], 1) - kRestHeightM[k]; };
        for (std::size_t k = 0; k < kContactValues; ++k) lowest = std::min(lowest, height(k));
        for (std::size_t k = 0; k < kContactValues; ++k) {
            const auto at = [&](std::size_t f) { return Eigen::Vector3d(path.rootM[f] + frames[f].joints.row(kFootJoints[k]).transpose()); };
            const double speed = (at(b) - at(a)).norm() * kDenoiserFps / double(b - a) / kSpeed, above = (height(k) - lowest) / (2 * kHeightM);
            path.contacts[i][k] = float(std::exp(-0.5 * (speed * speed + above * above)));
        }
    }
    return path;
}

}  // namespace ropetp::trajectory
