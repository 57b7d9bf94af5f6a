#include "ui/commands/project_commands.h"

#include "ui/command_registry.h"
#include "ui/project_dialogs.h"

#include <QAction>
#include <QMenu>

namespace ropetp::ui {

void ProjectCommands::add(CommandRegistry& commands, QMenu& menu, Workspace& workspace, ProjectSession& session, ProjectDialogs& dialogs) {
    const QString group = tr("File"), needs = tr("Needs a video.");
    auto* save = commands.add({"file.save", group, tr("&Save project"), tr("Keeps the solve, every fix and every setting in one .ropetp file. A crash loses nothing even without it: changes are written down as you make them."), {QKeySequence::Save}, needs},
                              &dialogs, [&dialogs] { dialogs.save(); });
    auto* saveAs = commands.add({"file.saveAs", group, tr("Save project &as…"), tr("Writes another project file and goes on with that one: to try something without touching the first."), {QKeySequence("Ctrl+Shift+S")}, needs},
                                &dialogs, [&dialogs] { dialogs.saveAs(); });
    auto* find = commands.add({"file.findVideo", group, tr("Find the &video…"), tr("For a project whose video was moved, or to show a better copy of it: one of the same length and size."), {}, needs},
                              &dialogs, [&dialogs] { dialogs.findVideo(); });
    menu.addActions({save, saveAs, find});
    const auto refresh = [=, &workspace, &session] {
        save->setEnabled(workspace.hasVideo() && !session.isSaving());
        saveAs->setEnabled(workspace.hasVideo() && !session.isSaving());
        find->setEnabled(workspace.hasVideo());
    };
    QObject::connect(&session, &ProjectSession::changed, &commands, refresh);
    QObject::connect(&session, &ProjectSession::projectOpened, &commands, [&commands, &workspace] { showSolveOptions(commands, workspace); });
    refresh();
}

void ProjectCommands::showSolveOptions(CommandRegistry& commands, const Workspace& workspace) {
    const auto& o = workspace.solveOptions();
    const QString estimator = o.estimator.isEmpty() ? QString::fromStdString(jobs::defaultEstimator()) : o.estimator;
    const std::pair<QString, bool> shown[] = {{"solve.estimator." + estimator, true},
                                              {"solve.trajectory." + (o.trajectory.isEmpty() ? QStringLiteral("denoiser") : o.trajectory), true},
                                              {"solve.rope.refine", o.refine},
                                              {"solve.rope.flip", o.flipTest},
                                              {"solve.rangeOnly", o.inOutRangeOnly}};
    for (const auto& [id, on] : shown)
        if (const auto* command = commands.find(id)) command->action->setChecked(on);
}

}  // namespace ropetp::ui
