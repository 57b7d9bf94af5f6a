#include "metrics/world_error.h"

#include "metrics/mid_hip.h"
#include "metrics/similarity.h"

#include <algorithm>

namespace ropetp::metrics {
namespace {

constexpr std::size_t kChunkFrames = 100;
constexpr double kMm = 1000;

/// Counting joints of frames [first, end), stacked.
Points stacked(std::span<const body::JointPositions> frames, const std::vector<std::size_t>& known, std::size_t first, std::size_t end,
               const std::vector<int>& joints) {
    Points out(Eigen::Index((end - first) * joints.size()), 3);
    Eigen::Index row = 0;
    for (std::size_t i = first; i < end; ++i)
        for (const int j : joints) out.row(row++) = frames[known[i]].row(j);
    return out;
}

}  // namespace

std::optional<WorldError> worldError(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth,
                                     const JointMask& mask) {
    std::vector<int> joints;
    for (int j = 0; j < body::kJointCount; ++j)
        if (mask[std::size_t(j)]) joints.push_back(j);
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const bool all = midHip(truth[i]).allFinite() && std::all_of(joints.begin(), joints.end(), [&](int j) { return truth[i].row(j).allFinite(); });
        if (all) known.push_back(i);
    }
    if (known.size() < 2 || joints.empty()) return std::nullopt;

    WorldError error;
    error.frames = known.size();
    for (std::size_t first = 0; first < known.size(); first += kChunkFrames) {
        const std::size_t end = std::min(known.size(), first + kChunkFrames), start = std::min(end, first + 2);
        const Points p = stacked(predicted, known, first, end, joints), t = stacked(truth, known, first, end, joints);
        const auto onStart = alignment(stacked(predicted, known, first, start, joints), stacked(truth, known, first, start, joints), true);
        error.wMpjpeMm += kMm * (onStart.apply(p) - t).rowwise().norm().sum();
        error.waMpjpeMm += kMm * (alignment(p, t, true).apply(p) - t).rowwise().norm().sum();
    }
    const double points = double(known.size() * joints.size());
    error.wMpjpeMm /= points;
    error.waMpjpeMm /= points;

    Points p(Eigen::Index(known.size()), 3), t(Eigen::Index(known.size()), 3);
    double path = 0;
    for (std::size_t i = 0; i < known.size(); ++i) {
        p.row(Eigen::Index(i)) = midHip(predicted[known[i]]);
        t.row(Eigen::Index(i)) = midHip(truth[known[i]]);
        if (i > 0) path += (t.row(Eigen::Index(i)) - t.row(Eigen::Index(i - 1))).norm();
    }
    const double off = (alignment(p, t, false).apply(p) - t).rowwise().norm().mean();
    error.rtePercent = path > 0 ? 100 * off / path : 0;
    return error;
}

double jitter(std::span<const body::JointPositions> x, double fps) {
    JointMask all;
    all.fill(true);
    return jitter(x, fps, all);
}

double jitter(std::span<const body::JointPositions> x, double fps, const JointMask& mask) {
    const auto joints = std::count(mask.begin(), mask.end(), true);
    if (x.size() < 4 || joints == 0) return 0;
    double sum = 0;
    for (std::size_t i = 3; i < x.size(); ++i) {
        const body::JointPositions third = x[i] - 3 * x[i - 1] + 3 * x[i - 2] - x[i - 3];
        for (std::size_t j = 0; j < mask.size(); ++j)
            if (mask[j]) sum += third.row(Eigen::Index(j)).norm();
    }
    return sum / double(x.size() - 3) / double(joints) * fps * fps * fps / 10;
}

double footSlidingMm(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth) {
    constexpr double kStandsM = 0.01;
    double sum = 0, count = 0;
    for (std::size_t i = 1; i < std::min(predicted.size(), truth.size()); ++i)
        for (const int j : {7, 8, 10, 11}) {
            if (!((truth[i].row(j) - truth[i - 1].row(j)).norm() < kStandsM)) continue;
            Eigen::RowVector3d moved = predicted[i].row(j) - predicted[i - 1].row(j);
            moved.y() = 0;
            sum += moved.norm();
            ++count;
        }
    return count > 0 ? kMm * sum / count : 0;
}

}  // namespace ropetp::metrics
