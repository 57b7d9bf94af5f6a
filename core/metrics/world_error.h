#pragma once

#include "body/pose.h"
#include "metrics/pose_error.h"

#include <optional>
#include <span>

namespace ropetp::metrics {

/// Error of motion through the world.
struct WorldError {
    double wMpjpeMm = 0;    ///< chunks of 100 frames, each aligned by a similarity on its first two frames
    double waMpjpeMm = 0;   ///< the same, aligned on all frames of the chunk
    double rtePercent = 0;  ///< root path after one rigid alignment: mean error / length of the true path
    std::size_t frames = 0;
};

/// Consecutive frames; frames on which a counting joint of the truth is not finite are left out.
/// The root is the mid-hip. nullopt with fewer than two frames.
std::optional<WorldError> worldError(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth,
                                     const JointMask& mask);

/// Jitter: mean size of the third difference of the joints times fps^3, in 10 m/s^3. Consecutive frames; 0 for fewer
/// than four, and without a counting joint. The second form counts some joints only.
double jitter(std::span<const body::JointPositions> jointsInWorld, double fps);
double jitter(std::span<const body::JointPositions> jointsInWorld, double fps, const JointMask& mask);

/// Foot sliding: how far ankles and feet move from frame to frame in the prediction, horizontally, on average over those that
/// stand in the truth (move less than 1 cm a frame there), mm a frame. Consecutive frames at 30 fps. 0 where nothing stands.
double footSlidingMm(std::span<const body::JointPositions> predictedInWorld, std::span<const body::JointPositions> truthInWorld);

}  // namespace ropetp::metrics
