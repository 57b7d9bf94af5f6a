#pragma once

#include "io/export_scene.h"

#include <filesystem>

namespace ropetp::io {

/// Writes a scene as binary FBX 7.4, atomically: centimetres, Y up, facing +Z; joints as limb nodes with a bind pose, one
/// take of the scene's name at the scene's rate with a key a frame, angles without jumps; the skinned body and the camera where
/// the scene has them. InvalidInput for a scene without frames; WriteFailed, DiskFull.
Result<void> writeFbx(const std::filesystem::path& path, const ExportScene& scene);

}  // namespace ropetp::io
