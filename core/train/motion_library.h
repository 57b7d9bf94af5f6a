#pragma once

#include "base/result.h"
#include "body/body_model.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ropetp::train {

/// 22 joints in SMPL's order (no hands), metres.
using Joints22 = Eigen::Matrix<double, 22, 3, Eigen::RowMajor>;

/// Recorded human motion. Y up, floor y = 0.
struct RecordedMotion {
    std::string name, subject;
    bool heldOut = false;     ///< split "val": never trained on
    double fps = 30;
    std::vector<Joints22> joints;
};

/// Reads a set of recordings (npz: positions_mm N x 22 x 3, start, length, clip, subject, split, fps).
/// FileNotFound, CorruptFile.
Result<std::vector<RecordedMotion>> readMotions(const std::filesystem::path& npz);

}  // namespace ropetp::train
