#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "io/export_preset.h"

#include <filesystem>

namespace ropetp::io {

/// Writes a take as AMASS's files are: SMPL-H's 156 pose values (22 joints of the body, then fingers at rest), 16 shape values,
/// Z up, at even steps of time; `root_orient` and `pose_body` stand beside `poses`, the frame rate under both of its names. Of
/// the options, frame rate, travel in place, origin and floor count. Atomic. InvalidInput for a scale: the body says its size.
Result<void> writeAmassNpz(const std::filesystem::path& path, const body::MotionClip& clip, const body::BodyModel& body, const ExportOptions& options);

/// What writeAmassNpz() writes, before the axes are changed: Y up, metres. Never empty for a clip that is not.
struct AmassMotion {
    double fps = 0;
    bool resampled = false;
    std::vector<body::Pose> posesInWorld;
};
AmassMotion amassMotion(const body::MotionClip& clip, const body::BodyModel& body, const ExportOptions& options);

}  // namespace ropetp::io
