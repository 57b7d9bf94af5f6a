#pragma once

#include "base/result.h"
#include "io/export_scene.h"
#include "io/imported_motion.h"

#include <filesystem>

namespace ropetp::io {

/// Writes the joints' world positions as CSV, atomically: `frame,time_s,<joint>_x,<joint>_y,<joint>_z,...`, one row a
/// frame from frame 0 at 0 s, metres, Y up. Tabs and line breaks in names become "_". InvalidInput without frames or joints; WriteFailed, DiskFull.
Result<void> writeCsv(const std::filesystem::path& path, const ExportScene& scene);
/// Reads a table in the shape that writeCsv gives. All joints are roots; the rate is the mean of the times, 0 for one
/// frame. CorruptFile with the line number; UnsupportedFormat above 1000 joints or 16 million positions.
Result<ImportedMotion> readCsv(const std::filesystem::path& path);

/// Writes the joints' world positions as markers of OpenSim's TRC, atomically: tabs, millimetres, Y up, from frame 1 at
/// 0 s; names as in the CSV. InvalidInput without frames or joints; WriteFailed, DiskFull.
Result<void> writeTrc(const std::filesystem::path& path, const ExportScene& scene);
/// Reads a TRC in mm, cm or m. All markers are roots; the rate is DataRate. CorruptFile with the line number, also where
/// a marker was not seen on a frame; UnsupportedFormat for other units, above 1000 markers or 16 million positions.
Result<ImportedMotion> readTrc(const std::filesystem::path& path);

}  // namespace ropetp::io
