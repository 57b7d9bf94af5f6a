#include "train/rope_score_torch.h"

#include "metrics/pose_error.h"
#include "train/rope_sample.h"

#include <algorithm>
#include <limits>

namespace ropetp::train {
namespace {

constexpr int kScoredJoints = 22;        ///< hands follow no evidence
constexpr float kHidden = 0.25f, kSeen = 0.75f;

}  // namespace

void ScoreSum::add(const pose::RopeOutput& out, const RopeTargets& targets, const pose::BatchKinematics& kinematics) {
    const auto plain = [](const torch::Tensor& t) { return t.to(torch::kCPU, torch::kFloat).contiguous(); };
    const auto inBatch = kinematics.joints(out.rotations, out.betas);
    const auto off = plain((pose::projected(inBatch, out.camera, targets.focal) - targets.joints2d).norm(2, -1) * (kCropPx / 2));
    const auto joints = plain(inBatch), labels = plain(targets.joints), visible = plain(targets.visible), weight3d = plain(targets.weight3d), weight2d = plain(targets.weight2d);
    for (std::size_t i = 0; i < std::size_t(joints.size(0)); ++i) {
        const float *seen = visible.data_ptr<float>() + i * body::kJointCount, *in3d = weight3d.data_ptr<float>() + i * body::kJointCount;
        for (std::size_t j = 1; j < kScoredJoints; ++j)
            if (seen[j] > kSeen && weight2d.data_ptr<float>()[i * body::kJointCount + j] > 0) pixels_ += off.data_ptr<float>()[i * body::kJointCount + j], ++pixelCount_;
        if (!std::all_of(in3d, in3d + kScoredJoints, [](float w) { return w > 0; })) continue;
        body::JointPositions p, q;
        for (int k = 0; k < p.size(); ++k) {
            p.data()[k] = joints.data_ptr<float>()[i * 72 + std::size_t(k)];
            q.data()[k] = labels.data_ptr<float>()[i * 72 + std::size_t(k)];
        }
        for (int j = 1; j < kScoredJoints; ++j) {
            const double e = 1000 * ((p.row(j) - p.row(0)) - (q.row(j) - q.row(0))).norm();
            (seen[j] > kHidden ? visible_ : hidden_) += e;
            ++(seen[j] > kHidden ? visibleCount_ : hiddenCount_);
        }
        predicted_.push_back(p);
        truth_.push_back(q);
    }
}

RopeScore ScoreSum::score() const {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const auto mean = [](double sum, std::size_t count) { return count > 0 ? sum / double(count) : kNone; };
    RopeScore score;
    score.samples = predicted_.size();
    score.pixels = mean(pixels_, pixelCount_);
    score.visibleMm = mean(visible_, visibleCount_);
    score.hiddenMm = mean(hidden_, hiddenCount_);
    score.mpjpeMm = score.paMpjpeMm = kNone;
    metrics::JointMask mask{};
    for (int j = 0; j < kScoredJoints; ++j) mask[std::size_t(j)] = true;
    if (predicted_.empty()) return score;
    if (const auto e = metrics::poseError(predicted_, truth_, mask)) score.mpjpeMm = e->mpjpeMm, score.paMpjpeMm = e->paMpjpeMm;
    return score;
}

}  // namespace ropetp::train
