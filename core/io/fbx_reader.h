#pragma once

#include "base/result.h"
#include "io/imported_motion.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace ropetp::io {

/// The skeleton's motion in any tool's binary FBX 7. Joints are its limb nodes, or without any the empties that move and
/// what hangs on them; parents come before their children. The take is the first that moves one of them, sampled at the
/// file's frame rate from the take's beginning to its end (where it does not say: from the first key to the last). The rest
/// pose is the bind pose, and for joints without one what they are without animation. Geometric transforms are the meshes' own;
/// limits and constraints are left alone.
/// UnsupportedFormat for ASCII files, no skeleton, no take, several layers that move joints, above 1000 joints, 50 million
/// coordinates (or far more than the take's keys tell) or 2 GiB; CorruptFile where the file breaks its rules.
Result<ImportedMotion> readFbx(const std::filesystem::path& path);
/// The same from memory. @param file  for messages.
Result<ImportedMotion> parseFbx(std::string_view bytes, const std::string& file = {});

}  // namespace ropetp::io
