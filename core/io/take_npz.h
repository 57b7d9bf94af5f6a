#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "io/npz_file.h"

#include <filesystem>

namespace ropetp::io {

/// Writes one person in our NPZ layout (docs/formats.md), atomically. `body` gives joints_world,
/// joints_cam.
Result<void> writeTakeNpz(const std::filesystem::path& path, const body::MotionClip& clip, const body::BodyModel& body);

/// Reads our layout, or AMASS's keys (then camera and confidence are defaults). Checks every
/// shape, type and size before use: CorruptFile, UnsupportedFormat.
/// @param body  of the take, if it is known: SMPL turns its root about the pelvis at rest, so that a Z up file is placed to
///              the last digit only with it; without it within some centimetres (SMPL's mean body).
Result<body::MotionClip> readTakeNpz(const std::filesystem::path& path, const body::BodyModel* body = nullptr);

/// The same from arrays that were read. @param file  for messages.
Result<body::MotionClip> takeFromNpz(const NpzArrays& arrays, const std::string& file, const body::BodyModel* body = nullptr);

/// NAME.npz -> NAME.personN.npz: one file a person where several are written.
std::filesystem::path personFile(const std::filesystem::path& path, PersonId person);

}  // namespace ropetp::io
