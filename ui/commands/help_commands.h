#pragma once

#include <QCoreApplication>

class QMenu;
class QMainWindow;

namespace ropetp::ui {

class CommandRegistry;
class Workspace;

/// The palette, the keys, and help on what is under the mouse, with the line of hints at the bottom of the window.
class HelpCommands {
    Q_DECLARE_TR_FUNCTIONS(HelpCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, Workspace& workspace, QMainWindow& window);
};

}  // namespace ropetp::ui
