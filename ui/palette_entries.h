#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace ropetp::ui {

class CommandRegistry;
class Workspace;

/// Something that can be found by typing, and done.
struct PaletteEntry {
    QString id;                        ///< of commands; what was used is remembered by it. Empty: not remembered
    QString group, title, help, keys;
    QString why;                       ///< why it cannot be done now
    bool enabled = true;
    bool on = false;                   ///< a switch that is on
    std::function<void()> run;
    QList<int> met;                    ///< characters of the title that the query met
};

/// Every command, every person, every joint.
std::vector<PaletteEntry> paletteEntries(const CommandRegistry& commands, Workspace& workspace);

/// What a number or a time means: "120" a frame, "12.5s" or "0:12.5" a time of the video. nullopt: neither, or no video.
std::optional<PaletteEntry> paletteJump(const QString& query, Workspace& workspace);

/// Those that the query meets, best first; what was used lately before the rest, what cannot be done now after it.
/// @param recent  ids, the last one first.
std::vector<PaletteEntry> rankedEntries(const std::vector<PaletteEntry>& entries, const QString& query, const QStringList& recent);

}  // namespace ropetp::ui
