#pragma once

#include <QCoreApplication>

class QMenu;

namespace ropetp::render {
class WorldView;
}

namespace ropetp::ui {

class CommandRegistry;
class TrajectoryEditor;
class TrajectoryHandles;

/// Pins, the line on the floor, the loop, how sure the trajectory is; and the ghosts of the 3D view.
class TrajectoryCommands {
    Q_DECLARE_TR_FUNCTIONS(TrajectoryCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, TrajectoryEditor& editor, TrajectoryHandles& handles);
    static void addGhosts(CommandRegistry& commands, QMenu& view, render::WorldView& world);
};

}  // namespace ropetp::ui
