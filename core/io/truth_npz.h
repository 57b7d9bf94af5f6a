#pragma once

#include "base/result.h"
#include "body/pose.h"

#include <Eigen/Geometry>

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace ropetp::io {

/// What is known of a clip independently of any solve. Positions that are unknown are NaN.
struct Truth {
    std::vector<std::int64_t> frameIds;                 ///< the video frame of each row
    std::vector<body::JointPositions> jointsInCam;      ///< metres, x right, y down, z forward
    std::vector<body::JointPositions> jointsInWorld;    ///< metres, Y up; may be empty
    std::array<bool, body::kJointCount> jointMask{};    ///< the joints to score
    Eigen::Matrix3d k = Eigen::Matrix3d::Identity();    ///< camera matrix, pixels
    std::vector<Eigen::Matrix4d> camFromWorld;          ///< one a row; may be empty
    double fps = 0;
    std::vector<body::Pose> posesInWorld;               ///< optional, SMPL's
    std::optional<body::Betas> betas;
    std::vector<std::array<bool, body::kJointCount>> visible;   ///< optional: which joints are seen, one a row
};

/// Reads a truth file (docs/formats.md). CorruptFile, UnsupportedFormat, FileNotFound.
Result<Truth> readTruthNpz(const std::filesystem::path& path);
/// Writes one, atomically.
Result<void> writeTruthNpz(const std::filesystem::path& path, const Truth& truth);

}  // namespace ropetp::io
