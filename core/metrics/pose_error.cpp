#include "metrics/pose_error.h"

#include "metrics/mid_hip.h"
#include "metrics/similarity.h"

namespace ropetp::metrics {
namespace {

constexpr double kMm = 1000;

}  // namespace

std::optional<PoseError> poseError(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth,
                                   const JointMask& mask) {
    PoseError error;
    double sum = 0, alignedSum = 0;
    std::size_t points = 0;
    std::array<std::size_t, body::kJointCount> perJoint{};
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const Eigen::RowVector3d hipP = midHip(predicted[i]), hipT = midHip(truth[i]);
        if (!hipT.allFinite() || !hipP.allFinite()) continue;
        std::vector<int> joints;
        for (int j = 0; j < body::kJointCount; ++j)
            if (mask[std::size_t(j)] && truth[i].row(j).allFinite()) joints.push_back(j);
        if (joints.empty()) continue;
        Points p(Eigen::Index(joints.size()), 3), t(Eigen::Index(joints.size()), 3);
        for (std::size_t k = 0; k < joints.size(); ++k) {
            p.row(Eigen::Index(k)) = predicted[i].row(joints[k]) - hipP;
            t.row(Eigen::Index(k)) = truth[i].row(joints[k]) - hipT;
            const double mm = kMm * (p.row(Eigen::Index(k)) - t.row(Eigen::Index(k))).norm();
            error.perJointMm[std::size_t(joints[k])] += mm;
            ++perJoint[std::size_t(joints[k])];
            sum += mm;
        }
        alignedSum += kMm * (alignment(p, t, true).apply(p) - t).rowwise().norm().sum();
        points += joints.size();
        ++error.frames;
    }
    if (points == 0) return std::nullopt;
    error.mpjpeMm = sum / double(points);
    error.paMpjpeMm = alignedSum / double(points);
    for (std::size_t j = 0; j < perJoint.size(); ++j)
        if (perJoint[j] > 0) error.perJointMm[j] /= double(perJoint[j]);
    return error;
}

}  // namespace ropetp::metrics
