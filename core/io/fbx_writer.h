#pragma once

#include "base/result.h"
#include "io/export_scene.h"

#include <filesystem>

namespace ropetp::io {

/// Writes a scene as binary FBX 7.4, atomically: centimetres, Y up, facing +Z. Joints are limb nodes at rest, with a bind
/// pose; the one take has the scene's name and rate (29.97 counts as 30000/1001), a key a frame and angles that go on without
/// a jump; angles that never change have two keys. The body, where there is one, is a skinned mesh "Body", the camera a
/// node "Camera" with its film back and the principal point as the film's offset. InvalidInput without frames or joints, for
/// names with a zero byte and for a motion above 1 GiB; WriteFailed, DiskFull.
Result<void> writeFbx(const std::filesystem::path& path, const ExportScene& scene);

}  // namespace ropetp::io
