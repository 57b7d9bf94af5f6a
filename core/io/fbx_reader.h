#pragma once

#include "base/result.h"
#include "io/imported_motion.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace ropetp::io {

/// The skeleton's motion in any tool's binary FBX 7: its first take, sampled at the file's frame rate; the bind pose is the
/// rest pose where the file has one for every joint. UnsupportedFormat for ASCII files and for more than 1000 joints or far
/// longer a motion than its keys tell; InvalidInput where there is no skeleton; CorruptFile.
Result<ImportedMotion> readFbx(const std::filesystem::path& path);
/// The same from memory. @param file  for messages.
Result<ImportedMotion> parseFbx(std::string_view bytes, const std::string& file = {});

}  // namespace ropetp::io
