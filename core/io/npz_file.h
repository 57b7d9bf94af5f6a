#pragma once

#include "base/result.h"
#include "io/npy_array.h"

#include <filesystem>
#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace ropetp::io {

/// Arrays by name, without the ".npy".
using NpzArrays = std::map<std::string, NpyArray>;

/// Reads all arrays of an .npz file, stored or deflated. Members that are not arrays or hold Python
/// objects (pickles) are skipped, never executed. Refuses more than 512 members and more than 2 GiB
/// unpacked before it allocates. FileNotFound, FileUnreadable, CorruptFile, UnsupportedFormat.
Result<NpzArrays> readNpz(const std::filesystem::path& path);

/// The same from memory.
Result<NpzArrays> parseNpz(std::span<const std::uint8_t> bytes);

/// Writes an uncompressed .npz, atomically. DiskFull, WriteFailed.
Result<void> writeNpz(const std::filesystem::path& path, const NpzArrays& arrays);

}  // namespace ropetp::io
