#include "ui/export_preset_store.h"

#include "io/text_file.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUrl>

namespace ropetp::ui {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;

/// Names may hold what file names must not.
QString fileOf(const std::string& name) { return ExportPresetStore::folder() + '/' + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(name))) + ".json"; }

}  // namespace

QString ExportPresetStore::folder() { return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/export-presets"; }

std::vector<io::ExportPreset> ExportPresetStore::all() {
    std::vector<io::ExportPreset> out(io::builtInPresets().begin(), io::builtInPresets().end());
    const QDir dir(folder());
    for (const QString& name : dir.entryList({"*.json"}, QDir::Files, QDir::Name)) {
        const auto text = io::readWholeFile(dir.filePath(name).toStdString(), kMostBytes);
        if (!text) continue;
        if (auto preset = io::presetFromJson(*text); preset && !io::findPreset(preset->name)) out.push_back(*preset);
    }
    return out;
}

bool ExportPresetStore::isBuiltIn(const io::ExportPreset& preset) { return io::findPreset(preset.name) != nullptr; }

Result<void> ExportPresetStore::save(const io::ExportPreset& preset) {
    if (isBuiltIn(preset)) return fail(ErrorCode::InvalidInput, "a built-in preset has this name");
    if (!QDir().mkpath(folder())) return fail(ErrorCode::WriteFailed, "the settings folder cannot be made", folder().toStdString());
    return io::writeWholeFile(fileOf(preset.name).toStdString(), io::jsonFromPreset(preset));
}

void ExportPresetStore::remove(const io::ExportPreset& preset) { QFile::remove(fileOf(preset.name)); }

}  // namespace ropetp::ui
