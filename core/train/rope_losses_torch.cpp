#include "train/rope_losses_torch.h"

#include "pose/rope/part_levels.h"

#include <torch/nn/functional.h>

namespace ropetp::train {
namespace {

namespace Fn = torch::nn::functional;
constexpr double kHuberM = 0.05;

torch::Tensor huber(const torch::Tensor& error) {
    return Fn::huber_loss(error, torch::zeros_like(error), Fn::HuberLossFuncOptions().reduction(torch::kNone).delta(kHuberM)) / kHuberM;
}

/// Part labels of the four levels from SMPL joints; 24 = background. At the size of the logits.
std::array<torch::Tensor, 4> levelLabels(torch::Tensor parts, std::int64_t h, std::int64_t w) {
    if (parts.size(1) != h || parts.size(2) != w)
        parts = Fn::interpolate(parts.unsqueeze(1).to(torch::kFloat), Fn::InterpolateFuncOptions().size(std::vector<std::int64_t>{h, w}).mode(torch::kNearest)).squeeze(1).to(torch::kLong);
    const auto mapped = [&](const std::array<int, body::kJointCount>& table, int background) {
        std::vector<std::int64_t> values(table.begin(), table.end());
        values.push_back(background);
        return torch::tensor(values).to(parts.device()).index_select(0, parts.flatten()).view_as(parts);
    };
    std::array<int, body::kJointCount> whole{};
    return {parts, mapped(pose::kInterOfJoint, pose::kInterParts), mapped(pose::kFulCoOfJoint, pose::kFulCoParts), mapped(whole, 1)};
}

}  // namespace

RopeTargets RopeTargets::sized(std::int64_t b, int partSide) {
    RopeTargets t;
    t.rotations = torch::zeros({b, body::kJointCount, 3, 3});
    t.betas = torch::zeros({b, body::kShapeCount});
    t.joints = torch::zeros({b, body::kJointCount, 3});
    t.joints2d = torch::zeros({b, body::kJointCount, 2});
    t.visible = torch::zeros({b, body::kJointCount});
    t.weight3d = torch::zeros({b, body::kJointCount});
    t.weight2d = torch::zeros({b, body::kJointCount});
    for (auto* each : {&t.focal, &t.poseWeight, &t.shapeWeight, &t.hasParts, &t.hipsAligned}) *each = torch::zeros({b});
    t.parts = torch::zeros({b, partSide, partSide}, torch::kLong);
    return t;
}

RopeTargets RopeTargets::to(torch::Device device) const {
    RopeTargets t = *this;
    for (auto* each : {&t.rotations, &t.betas, &t.joints, &t.joints2d, &t.visible, &t.focal, &t.poseWeight, &t.shapeWeight, &t.hasParts, &t.hipsAligned, &t.weight3d, &t.weight2d, &t.parts})
        *each = each->to(device);
    return t;
}

torch::Tensor jointDifferences(const torch::Tensor& joints, const RopeTargets& targets) {
    const auto difference = joints - targets.joints;
    const auto hips = (difference.select(1, body::index(body::Joint::LeftHip)) + difference.select(1, body::index(body::Joint::RightHip))) / 2;
    return difference - hips.unsqueeze(1) * targets.hipsAligned.view({-1, 1, 1});
}

RopeLosses lossesOf(const pose::RopeOutput& out, const RopeTargets& targets, const pose::BatchKinematics& kinematics, const RopeLossWeights& t, bool withAttention) {
    const auto rotations = ((out.rotations - targets.rotations).square().sum({2, 3}).mean(1) * targets.poseWeight).mean();
    const auto joints = kinematics.joints(out.rotations, out.betas);
    const auto error = jointDifferences(joints, targets).norm(2, -1);
    const auto joints3d = (huber(error) * targets.weight3d).mean();
    const auto at = pose::projected(joints, out.camera, targets.focal);
    const auto error2d = (at - targets.joints2d).norm(2, -1).clamp_max(1.0);
    // Hidden joints are labelled too, but a picture says less of them.
    const auto joints2d = (huber(error2d) * (0.3 + 0.7 * targets.visible) * targets.weight2d).mean();
    const auto shape = ((out.betas - targets.betas).square().mean(1) * targets.shapeWeight).mean();
    RopeLosses l;
    l.total = t.rotations * rotations + t.joints3d * joints3d + t.joints2d * joints2d + t.shape * shape;
    torch::Tensor attention = torch::zeros_like(shape);
    if (withAttention) {
        const auto labels = levelLabels(targets.parts, out.attention[0].size(2), out.attention[0].size(3));
        for (std::size_t i = 0; i < 4; ++i) {
            const auto each = Fn::cross_entropy(out.attention[i].to(torch::kFloat), labels[i], Fn::CrossEntropyFuncOptions().reduction(torch::kNone)).mean({1, 2});
            attention = attention + (each * targets.hasParts).mean();
        }
        l.total = l.total + t.attention * attention;
    }
    const auto values = torch::stack({rotations, joints3d, joints2d, shape, attention}).detach().to(torch::kCPU, torch::kFloat);
    for (std::size_t i = 0; i < 5; ++i) l.parts[i] = values.data_ptr<float>()[i];
    return l;
}

}  // namespace ropetp::train
