#pragma once

#include "base/result.h"
#include "body/body_model.h"

#include <filesystem>
#include <memory>

namespace ropetp::io {

/// Reads a body with SMPL's keys from an .npz: v_template (V x 3), f (F x 3), weights (V x 24),
/// J_regressor (24 x V), shapedirs (V x 3 x 10 or more; the first ten are used), posedirs (V x 3 x 207,
/// optional), kintree_table (2 x 24, optional). Metres, Y up, facing +Z, left = +X. The body's name is
/// the file's, without its ending. FileNotFound, FileUnreadable, CorruptFile; UnsupportedFormat for
/// another skeleton than SMPL's, and for arrays that are Python objects.
Result<std::shared_ptr<const body::BodyModel>> readBodyNpz(const std::filesystem::path& path);

/// Writes a body with the same keys, atomically.
Result<void> writeBodyNpz(const std::filesystem::path& path, const body::BodyModel& body);

}  // namespace ropetp::io
