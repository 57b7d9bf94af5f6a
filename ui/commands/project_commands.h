#pragma once

#include <QCoreApplication>

class QMenu;

namespace ropetp::ui {

class CommandRegistry;
class ProjectDialogs;
class ProjectSession;
class Workspace;

/// Saving the project, and finding its video.
class ProjectCommands {
    Q_DECLARE_TR_FUNCTIONS(ProjectCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, Workspace& workspace, ProjectSession& session, ProjectDialogs& dialogs);
    /// The menu's choices of how to solve, as the project that was opened has them.
    static void showSolveOptions(CommandRegistry& commands, const Workspace& workspace);
};

}  // namespace ropetp::ui
