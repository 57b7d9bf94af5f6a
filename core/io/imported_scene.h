#pragma once

#include "io/export_scene.h"
#include "io/imported_motion.h"

namespace ropetp::io {

/// Another tool's motion as a scene, so that every format can write it: its own skeleton and names. Joints that leave
/// their place against the parent (roots always) move. InvalidInput where the file had no rest pose or no frames.
Result<ExportScene> sceneOf(const ImportedMotion& motion, const std::string& takeName);

}  // namespace ropetp::io
