#pragma once

#include <QString>

#include "io/export_preset.h"

#include <vector>

namespace ropetp::ui {

/// The user's own export presets: one JSON file each in the program's settings folder. GUI thread only.
class ExportPresetStore {
  public:
    static QString folder();
    /// The built-in ones, then the user's by name. Files that cannot be read are left out.
    static std::vector<io::ExportPreset> all();
    static bool isBuiltIn(const io::ExportPreset& preset);
    /// InvalidInput for a built-in one's name; WriteFailed, DiskFull.
    static Result<void> save(const io::ExportPreset& preset);
    static void remove(const io::ExportPreset& preset);
};

}  // namespace ropetp::ui
