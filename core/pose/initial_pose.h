#pragma once

#include "pose/fit_observation.h"

namespace ropetp::pose {

/// A first guess from one frame's landmarks alone: the torso from hips and shoulders, limbs by their
/// directions in the landmark model's weak 3D with the twist that lets knees and elbows bend the
/// way they can, then the place that best explains the picture. `observation.seen` must hold.
FrameState initialPose(const FitBody& body, const FrameObservation& observation);

/// Pelvis position for which the posture best explains the picture (robust, linear).
Eigen::Vector3d placedPelvis(const FitBody& body, const FrameState& state, const FrameObservation& observation);

}  // namespace ropetp::pose
