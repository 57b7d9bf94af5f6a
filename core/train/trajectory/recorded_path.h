#pragma once

#include "base/result.h"
#include "body/pose.h"
#include "train/motion_library.h"
#include "trajectory/denoiser/window_condition.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ropetp::train {

/// A recording as the TrajDenoiser learns from it, at kDenoiserFps. World: Y up.
struct RecordedPath {
    std::string name, subject;
    bool heldOut = false;
    std::vector<body::JointPositions> joints;   ///< in the world, metres; hands where the forearms point
    /// Relative to the parent, the pelvis' in the world; empty unless asked for.
    std::vector<std::array<Eigen::Matrix3f, body::kJointCount>> rotations;
    /// Left ankle, left foot, right ankle, right foot: stands on something (by speed and height, with hysteresis).
    std::vector<std::array<bool, trajectory::kContactValues>> contacts;
};

/// @param withRotations  retargets each recording to the built-in body (half a minute); recordings that it cannot follow are
/// left out. Recordings of less than a second are left out.
Result<std::vector<RecordedPath>> readPaths(const std::filesystem::path& motions, bool withRotations);

/// 24 joints of 22.
body::JointPositions withHands(const Joints22& joints);

/// Frames [first, first + count) with the joints relative to the pelvis, all known.
std::vector<trajectory::BodyFrame> bodyFrames(const RecordedPath& path, std::size_t first, std::size_t count);

}  // namespace ropetp::train
