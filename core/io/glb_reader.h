#pragma once

#include "base/result.h"
#include "io/imported_motion.h"

#include <filesystem>

namespace ropetp::io {

/// The motion of a GLB's first animation: joints are those of the first skin or, without one, all nodes that carry
/// neither a mesh nor a camera; parents come before their children. Frames are the keys of the longest track, which have
/// to be at even steps; other tracks are interpolated. A file of one frame has the rate that writeGlb notes, else 0.
/// CorruptFile where the file breaks its rules; UnsupportedFormat for what motions of skeletons do without: outside or
/// sparse data, numbers other than 32-bit floats, cubic tracks, uneven keys, no animation; above 1000 joints, 16 million
/// positions, 16 MiB of JSON or 1 GiB.
Result<ImportedMotion> readGlb(const std::filesystem::path& path);

}  // namespace ropetp::io
