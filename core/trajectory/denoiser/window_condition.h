#pragma once

#include "body/pose.h"
#include "trajectory/denoiser/denoiser_config.h"

#include <array>
#include <span>

namespace ropetp::trajectory {

/// What the denoiser is told of one frame at kDenoiserFps. World: Y up.
struct BodyFrame {
    body::JointPositions joints;                                 ///< relative to the pelvis, world axes, metres
    std::array<Eigen::Matrix3f, body::kJointCount> rotations;    ///< relative to the parent, the pelvis' in the world; only for DenoiserCondition::Rotations
    std::array<bool, body::kJointCount> known{};                 ///< false: the joint is a guess; all false in a gap
};

/// The heading that a window is turned by: about Y, so that the person faces +Z on its first frame. @return windowFromWorld.
Eigen::Matrix3d headingAligned(const body::JointPositions& joints);

/// Condition of a window (paper-notes row 12): positions, changes from frame to frame, and what is known.
/// @param frames  1 to config.window; the rest of the window counts as unknown. @param out  window x conditionSize().
void windowCondition(std::span<const BodyFrame> frames, const Eigen::Matrix3d& windowFromWorld, const DenoiserConfig& config, std::span<float> out);

}  // namespace ropetp::trajectory
