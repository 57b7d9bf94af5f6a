#pragma once

#include "body/pose.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace ropetp::metrics {

/// Which of the 24 joints count.
using JointMask = std::array<bool, body::kJointCount>;

/// Position error of poses, millimetres.
struct PoseError {
    double mpjpeMm = 0;      ///< after the mid-hip (mean of both hips) was taken from both
    double paMpjpeMm = 0;    ///< after the best similarity of each frame (scale, rotation, translation)
    std::array<double, body::kJointCount> perJointMm{};   ///< like MPJPE; 0 for joints that do not count
    std::size_t frames = 0;
};

/// Mean over joints and frames. Joints that are not finite in the truth do not count on that frame; a
/// frame whose hips are unknown is left out. The spans are of equal length.
/// nullopt when no frame can be scored.
std::optional<PoseError> poseError(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth,
                                   const JointMask& mask);

}  // namespace ropetp::metrics
