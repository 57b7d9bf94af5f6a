#pragma once

#include "base/job_control.h"
#include "train/joint_retarget.h"

#include <filesystem>

namespace ropetp::train {

/// Postures to draw people in: recordings in the joints of the built-in body.
struct PoseBank {
    struct Entry {
        body::Pose pose;      ///< world, Y up
        int motion = 0;       ///< which recording
    };
    std::vector<Entry> train, heldOut;
};

/// Retargets all recordings; kept in `cache` (npz) and read from there the next time.
Result<PoseBank> poseBank(const std::filesystem::path& motions, const std::filesystem::path& cache, JobControl& job);

}  // namespace ropetp::train
