#pragma once

#include <QCoreApplication>

class QMenu;

namespace ropetp::ui {

class CommandRegistry;
class Workspace;

/// Play, step, and the range that plays.
class PlaybackCommands {
    Q_DECLARE_TR_FUNCTIONS(PlaybackCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, Workspace& workspace);
};

}  // namespace ropetp::ui
