#pragma once

#include "trajectory/denoiser/path_sampler.h"

#include <span>
#include <vector>

namespace ropetp::trajectory {

/// The root's way from the feet alone, without learning: whichever foot point stands does not move, so the root moves
/// against it. A foot stands the more surely the lower it is among the four points and the less its speed differs from the
/// root's last; in flight the root keeps its horizontal speed and falls. Smoothed over a tenth of a second.
/// @param frames  at kDenoiserFps, at least 2. @return places from frame 0 (the origin), world axes, metres.
std::vector<Eigen::Vector3d> deadReckoned(std::span<const BodyFrame> frames);

/// The same with evidence worked in, and contacts: low and slow points. InvalidInput for fewer than two frames.
Result<SampledPath> reckonedPath(std::span<const BodyFrame> frames, std::span<const PathEvidence> evidence, JobControl& job);

}  // namespace ropetp::trajectory
