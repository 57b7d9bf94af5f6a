#pragma once

#include "render/overlay.h"
#include "ui/workspace.h"

#include <QByteArray>
#include <QKeySequence>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ropetp::ui {

enum class ThemeChoice { System, Dark, Light };

/// What the window remembers between runs (QSettings under the application's name). Values that
/// were damaged by hand fall back to defaults. GUI thread only.
class Settings {
  public:
    static ThemeChoice theme();
    static void setTheme(ThemeChoice choice);

    /// Opaque states of QMainWindow and QSplitter; empty on first use.
    static QByteArray windowGeometry();
    static QByteArray windowState();
    static QByteArray viewSplit();
    static void setLayout(const QByteArray& geometry, const QByteArray& state, const QByteArray& viewSplit);
    static void forgetLayout();

    /// Newest first, at most ten, only files that exist.
    static QStringList recentFiles();
    static void addRecentFile(const QString& path);
    static void clearRecentFiles();

    /// Folder of the last open or export dialog; the home folder on first use.
    static QString openFolder();
    static void setOpenFolder(const QString& folder);
    static QString exportFolder();
    static void setExportFolder(const QString& folder);

    static render::OverlayOptions overlay();
    static void setOverlay(const render::OverlayOptions& options);

    static bool loop();
    static void setLoop(bool on);
    /// How poses are made; which persons and frames are not remembered.
    static Workspace::SolveOptions solveOptions();
    static void setSolveOptions(const Workspace::SolveOptions& options);
    static bool solveOnOpen();
    static void setSolveOnOpen(bool on);

    /// The user's keys for a command (CommandRegistry); nullopt: as it comes.
    static std::optional<QList<QKeySequence>> keysOf(const QString& command);
    static void setKeysOf(const QString& command, const std::optional<QList<QKeySequence>>& keys);
    /// Ids of commands that were run from the palette, the last one first, at most twelve.
    static QStringList recentCommands();
    static void addRecentCommand(const QString& id);
};

}  // namespace ropetp::ui
