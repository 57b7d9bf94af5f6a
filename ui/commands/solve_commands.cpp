#include "ui/commands/solve_commands.h"

#include "ui/command_registry.h"
#include "ui/settings.h"
#include "ui/workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace ropetp::ui {
namespace {

template <class F>
void changeOptions(Workspace& workspace, F&& change) {
    auto options = workspace.solveOptions();
    change(options);
    workspace.setSolveOptions(options);
    Settings::setSolveOptions(options);
}

}  // namespace

void SolveCommands::add(CommandRegistry& commands, QMenu& menu, Workspace& workspace) {
    workspace.setSolveOptions(Settings::solveOptions());
    const QString group = tr("Solve");
    auto* solve = commands.add({"solve.run", group, tr("&Solve"), tr("Finds the people in the video and captures their motion. Boxes you drew and frames you fixed are kept."), {QKeySequence("Ctrl+R")},
                                tr("Needs a video, and no solve that runs.")},
                               &workspace, [&workspace] { workspace.solve(); });
    auto* poses = commands.add({"solve.poses", group, tr("Solve &poses again"), tr("Captures everybody again without looking for them anew: keeps who is who, and takes a second. For after people were merged, split or swapped."),
                                {QKeySequence("Ctrl+Shift+R")}, tr("Needs people who were found, and no solve that runs.")},
                               &workspace, [&workspace] { workspace.solvePosesAgain(); });
    auto* stop = commands.add({"solve.stop", group, tr("S&top"), tr("Stops the running solve; the take stays as it was before."), {Qt::Key_Escape}, tr("Nothing is being solved.")},
                              &workspace, [&workspace] { workspace.cancelSolve(); });
    auto* rangeOnly = commands.addSwitch({"solve.rangeOnly", group, tr("Only the range between in and out"), tr("Solves the marked range alone (I and O mark it): quick when one shot of a long video is wanted."), {}},
                                         &workspace, false, [&workspace](bool on) {
                                             auto options = workspace.solveOptions();
                                             options.inOutRangeOnly = on;
                                             workspace.setSolveOptions(options);
                                         });
    menu.addActions({solve, poses, stop, rangeOnly});
    menu.setToolTipsVisible(true);
    addPoseChoices(commands, menu, workspace);
    addTrajectoryChoices(commands, menu, workspace);
    auto* another = commands.find("solve.anotherTrajectory")->action;

    const auto refresh = [=, &workspace] {
        const auto& scene = workspace.scene();
        const bool idle = workspace.hasVideo() && !workspace.isSolving();
        solve->setEnabled(idle);
        poses->setEnabled(idle && scene.tracks && !scene.tracks->persons.empty());
        another->setEnabled(idle && !scene.clips.empty());
        stop->setEnabled(workspace.isSolving());
    };
    QObject::connect(&workspace, &Workspace::videoOpened, &commands, refresh);
    QObject::connect(&workspace, &Workspace::solvingChanged, &commands, refresh);
    QObject::connect(&workspace.document(), &project::Document::changed, &commands, refresh);
    refresh();
}

void SolveCommands::addPoseChoices(CommandRegistry& commands, QMenu& menu, Workspace& workspace) {
    menu.addSeparator();
    auto* group = new QActionGroup(&menu);
    const std::tuple<const char*, QString, QString> estimators[] = {
        {"rope", tr("Poses by Rope"), tr("The network that keeps hidden limbs plausible; looks at every picture. Counts from the next solve on.")},
        {"fit", tr("Poses by the landmark fit"), tr("A body fitted to the picture points alone; quick, smooth, weak where limbs are hidden. Counts from the next solve on.")}};
    const QString chosen = workspace.solveOptions().estimator;
    for (const auto& [name, text, help] : estimators) {
        const bool on = chosen == name || (chosen.isEmpty() && jobs::defaultEstimator() == name);
        auto* action = commands.addSwitch({QStringLiteral("solve.estimator.") + name, tr("Solve"), text, help, {}}, &workspace, on,
                                          [&workspace, n = QString(name)](bool) { changeOptions(workspace, [&](auto& o) { o.estimator = n; }); });
        group->addAction(action);
        menu.addAction(action);
    }
    const std::tuple<const char*, QString, QString, bool Workspace::SolveOptions::*> switches[] = {
        {"refine", tr("Rope: refine with the picture points"), tr("Moves Rope's poses to meet the 2D points and smooths them in time."), &Workspace::SolveOptions::refine},
        {"flip", tr("Rope: read pictures mirrored too"), tr("A little steadier; twice the time."), &Workspace::SolveOptions::flipTest}};
    for (const auto& [name, text, help, member] : switches)
        menu.addAction(commands.addSwitch({QStringLiteral("solve.rope.") + name, tr("Solve"), text, help, {}}, &workspace, workspace.solveOptions().*member,
                                          [&workspace, m = member](bool on) { changeOptions(workspace, [&](auto& o) { o.*m = on; }); }));
}

void SolveCommands::addTrajectoryChoices(CommandRegistry& commands, QMenu& menu, Workspace& workspace) {
    menu.addSeparator();
    auto* group = new QActionGroup(&menu);
    const std::tuple<const char*, QString, QString> solvers[] = {
        {"denoiser", tr("Trajectory by the TrajDenoiser"), tr("Told from the body's motion, the camera and the floor; smooth, feet keep their place.")},
        {"feet", tr("Trajectory from the feet alone"), tr("Whichever foot stands does not move; to compare with.")},
        {"raw", tr("Trajectory as the camera saw it"), tr("Nothing is smoothed: trembles along the line of sight; to compare with.")}};
    const QString chosen = workspace.solveOptions().trajectory;
    for (const auto& [name, text, help] : solvers) {
        const bool on = chosen == name || (chosen.isEmpty() && QLatin1String(name) == "denoiser");
        auto* action = commands.addSwitch({QStringLiteral("solve.trajectory.") + name, tr("Solve"), text, help, {}}, &workspace, on, [&workspace, n = QString(name)](bool) {
            changeOptions(workspace, [&](auto& o) { o.trajectory = n; });
            workspace.solveTrajectoriesAgain();
        });
        group->addAction(action);
        menu.addAction(action);
    }
    menu.addAction(commands.add({"solve.anotherTrajectory", tr("Solve"), tr("Another &trajectory"), tr("Draws the ways through the world again with the next seed, where you do not believe one; undo brings the last one back."),
                                 {QKeySequence("Ctrl+T")}, tr("Needs a solved person, and no solve that runs.")},
                                &workspace, [&workspace] {
                                    auto options = workspace.solveOptions();
                                    ++options.trajectorySeed;
                                    workspace.setSolveOptions(options);
                                    workspace.solveTrajectoriesAgain();
                                }));
}

}  // namespace ropetp::ui
