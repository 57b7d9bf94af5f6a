#pragma once

#include <QCoreApplication>

class QMenu;
class QToolBar;

namespace ropetp::ui {

class CommandRegistry;
class PoseEditor;

/// Posing: tools, what they obey, and what is done to a pose at once.
class PosingCommands {
    Q_DECLARE_TR_FUNCTIONS(PosingCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, PoseEditor& editor);
    /// After add(): the tools and their switches, always in sight.
    static void addTools(CommandRegistry& commands, QToolBar& bar);
};

}  // namespace ropetp::ui
