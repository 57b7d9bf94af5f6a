#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace ropetp::io {

/// The bytes of a file. FileNotFound, FileUnreadable; UnsupportedFormat above `maxBytes`.
Result<std::string> readWholeFile(const std::filesystem::path& path, std::size_t maxBytes = 1ull << 30);
/// Writes a file of these bytes, atomically. WriteFailed, DiskFull.
Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view bytes);

/// Whether a whole word is a finite number, and which.
bool parseNumber(std::string_view word, double& value);

}  // namespace ropetp::io
