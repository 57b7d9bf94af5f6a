#include "ui/commands/trajectory_commands.h"

#include "render/world_view.h"
#include "ui/command_registry.h"
#include "ui/settings.h"
#include "ui/trajectory_handles.h"

#include <QAction>
#include <QMenu>

namespace ropetp::ui {

void TrajectoryCommands::add(CommandRegistry& commands, QMenu& menu, TrajectoryEditor& editor, TrajectoryHandles& handles) {
    const QString group = tr("Trajectory"), needs = tr("Needs a selected person who is solved.");
    QList<QAction*> needClip;
    const auto put = [&](QAction* action) {
        menu.addAction(action);
        needClip << action;
        return action;
    };
    put(commands.add({"trajectory.pin", group, tr("&Pin or unpin here"), tr("Holds the pelvis at its place on this frame: drag the pin's ball in the world (Ctrl: up and down), and the way is solved again through it."), {QKeySequence("Shift+P")}, needs},
                     &editor, [&editor] { editor.togglePinHere(); }));
    auto* line = put(commands.addSwitch({"trajectory.drawLine", group, tr("Draw a &line on the floor"), tr("Click points on the floor of the world view; the person walks along them in the pace of the motion. A click on the last point, or a right click, ends the line."), {}, needs},
                                        &handles, false, [&handles](bool on) { handles.setDrawsLine(on); }));
    QObject::connect(&handles, &TrajectoryHandles::drawsLineChanged, line, &QAction::setChecked);
    put(commands.add({"trajectory.removeLine", group, tr("&Remove the line"), tr("The way is told from the motion alone again."), {}, needs}, &editor, [&editor] {
        if (editor.edits() && !editor.edits()->floorLineM.empty()) editor.setFloorLine({});
    }));
    auto* loop = put(commands.addSwitch({"trajectory.loop", group, tr("&Close the loop"), tr("The last frame is where the first one is: for cycles, and for people who come back to where they started."), {}, needs}, &editor, false,
                                        [&editor](bool on) { editor.setLoop(on); }));
    menu.addSeparator();
    put(commands.add({"trajectory.solveAgain", group, tr("Solve this &trajectory again"), tr("Solves the selected person's way anew over all fixes, under its pins and contacts."), {}, needs}, &editor, [&editor] { editor.solveAgain(); }));
    put(commands.addSwitch({"trajectory.spread", group, tr("Show how &sure it is"), tr("Draws the way from eight seeds and shows how far they lie apart, as a tube: where it is wide, a pin helps most."), {}, needs}, &editor, false,
                           [&editor](bool on) { editor.setShowsSpread(on); }));
    menu.setToolTipsVisible(true);
    const auto refresh = [&editor, needClip, loop] {
        for (QAction* action : needClip) action->setEnabled(editor.edits());
        loop->setChecked(editor.edits() && editor.edits()->closesLoop);
    };
    QObject::connect(&editor, &TrajectoryEditor::editsChanged, &menu, refresh);
    refresh();
}

void TrajectoryCommands::addGhosts(CommandRegistry& commands, QMenu& view, render::WorldView& world) {
    auto* action = commands.addSwitch({"view.ghosts", tr("View"), tr("&Ghosts in the world"), tr("The selected person on frames before (warm) and after (cold), translucent: shows at a glance how a pose fits its motion. Spacing and number are in the trajectory panel."), {QKeySequence("Shift+G")}},
                                      &world, false, [&world](bool on) {
                                          auto options = world.ghosts();
                                          options.shown = on;
                                          world.setGhosts(options);
                                      });
    view.addAction(action);
}

}  // namespace ropetp::ui
