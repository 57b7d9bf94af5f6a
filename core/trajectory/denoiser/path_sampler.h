#pragma once

#include "base/job_control.h"
#include "trajectory/denoiser/denoiser_model.h"
#include "trajectory/denoiser/path_evidence.h"
#include "trajectory/denoiser/window_condition.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ropetp::trajectory {

struct SamplerOptions {
    int steps = 100;                  ///< of DDIM: 100 as the paper has it, 20 for a draft
    std::uint64_t seed = 0;           ///< the same seed gives the same path
    double slowStepSigmaM = 0;        ///< see fusedSlowly(): evidence tells the pace
};

/// A path, sampled.
struct SampledPath {
    std::vector<Eigen::Vector3d> rootM;                              ///< world, a frame each
    std::vector<std::array<float, kContactValues>> contacts;         ///< probability: left ankle, left foot, right ankle, right foot
};

/// Samples the root's way from what the body does, of any length: windows overlap, a batch of them agrees on one path after
/// each step (where they overlap their steps are blended), and the next batch starts from what is known of the last one's end
/// (in-painting). Evidence is worked in after each step, too. Time is linear in the length, memory does not grow with it but
/// for the path. @param frames  at kDenoiserFps, at least 2. InvalidInput, Canceled, Internal.
Result<SampledPath> samplePath(DenoiserModel& model, std::span<const BodyFrame> frames, std::span<const PathEvidence> evidence, const SamplerOptions& options, JobControl& job);

/// Frames between the starts of two windows.
int windowStride(const DenoiserConfig& config);

}  // namespace ropetp::trajectory
