#pragma once

#include <QCoreApplication>

class QMenu;

namespace ropetp::ui {

class CommandRegistry;
class Workspace;

/// Solve, stop, and how poses and trajectories are made.
class SolveCommands {
    Q_DECLARE_TR_FUNCTIONS(SolveCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, Workspace& workspace);

  private:
    static void addPoseChoices(CommandRegistry& commands, QMenu& menu, Workspace& workspace);
    static void addTrajectoryChoices(CommandRegistry& commands, QMenu& menu, Workspace& workspace);
};

}  // namespace ropetp::ui
