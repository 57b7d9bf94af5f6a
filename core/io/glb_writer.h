#pragma once

#include "base/result.h"
#include "io/export_scene.h"

#include <filesystem>

namespace ropetp::io {

/// Writes a scene as glTF 2.0 binary, atomically: metres, Y up. Joints are nodes at rest under a skin, one animation has
/// the take's name, with keys at i / fps seconds: a rotation for each joint (the shorter way round from key to key), a
/// place for those that move, and the camera's. The mesh, where there is one, is a skinned node "Body". The camera's
/// principal point is not carried. InvalidInput without frames or joints, for names that are not UTF-8 and for a motion above
/// 1 GiB; WriteFailed, DiskFull.
Result<void> writeGlb(const std::filesystem::path& path, const ExportScene& scene);

}  // namespace ropetp::io
