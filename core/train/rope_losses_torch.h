#pragma once

// Internal to the files named *_torch.cpp.

#include "pose/rope/rope_modules_torch.h"
#include "train/rope_trainer.h"

namespace ropetp::train {

/// Labels of a batch of B crops as tensors. Weights say how much of a label counts, 0 = not labelled.
struct RopeTargets {
    torch::Tensor rotations, betas, joints, joints2d;   ///< B x 24 x 3 x 3; B x 10; B x 24 x 3 m; B x 24 x 2, -1..1
    torch::Tensor visible, focal;                       ///< B x 24; B, half crops
    torch::Tensor poseWeight, shapeWeight, hasParts, hipsAligned;   ///< B
    torch::Tensor weight3d, weight2d;                   ///< B x 24
    torch::Tensor parts;                                ///< B x h x w, int64, 24 = background

    /// Zeros (all weights too), parts of `partSide` x `partSide`.
    static RopeTargets sized(std::int64_t batch, int partSide);
    RopeTargets to(torch::Device device) const;
};

struct RopeLosses {
    torch::Tensor total;
    std::array<double, 5> parts;   ///< rotations, 3D joints, 2D joints, shape, attention: not yet weighted
};

/// Equation 9: L_SMPL (rotations, shape) + L_3D + L_2D + L_Att. A sample without a label adds nothing to its loss.
RopeLosses lossesOf(const pose::RopeOutput& out, const RopeTargets& targets, const pose::BatchKinematics& kinematics, const RopeLossWeights& weights, bool withAttention);

/// J x 3 differences as they count for a sample: as they are, or with the hips' middles laid over each other.
torch::Tensor jointDifferences(const torch::Tensor& joints, const RopeTargets& targets);

}  // namespace ropetp::train
