#include "ui/commands/playback_commands.h"

#include "ui/command_registry.h"
#include "ui/workspace.h"

#include <QAction>
#include <QMenu>

namespace ropetp::ui {

void PlaybackCommands::add(CommandRegistry& commands, QMenu& menu, Workspace& workspace) {
    auto& p = workspace.playback();
    QList<QAction*> all;
    const auto put = [&](const char* id, const QString& text, const QString& help, const QList<QKeySequence>& keys, std::function<void()> run) {
        all << commands.add({QStringLiteral("playback.") + id, tr("Playback"), text, help, keys, tr("Needs a video.")}, &p, std::move(run));
        menu.addAction(all.back());
    };
    put("toggle", tr("Play or stop"), tr("Plays the range in the video's own speed; frames are skipped where the machine is too slow, never the clock."), {Qt::Key_Space}, [&p] { p.togglePlay(); });
    put("backward", tr("Play backwards"), tr("Again doubles the speed, up to eight times. Faults often show better backwards."), {Qt::Key_J}, [&p] { p.shuttleBackward(); });
    put("stop", tr("Stop"), tr("Stops on the frame that is shown."), {Qt::Key_K}, [&p] { p.stop(); });
    put("forward", tr("Play forwards"), tr("Again doubles the speed, up to eight times."), {Qt::Key_L}, [&p] { p.shuttleForward(); });
    menu.addSeparator();
    put("stepBack", tr("One frame back"), tr("To look at a moment picture by picture."), {Qt::Key_Left}, [&p] { p.step(-1); });
    put("stepForward", tr("One frame forward"), tr("To look at a moment picture by picture."), {Qt::Key_Right}, [&p] { p.step(1); });
    put("tenBack", tr("Ten frames back"), tr("A quick way through a take without losing the eye for it."), {QKeySequence(Qt::SHIFT | Qt::Key_Left)}, [&p] { p.step(-10); });
    put("tenForward", tr("Ten frames forward"), tr("A quick way through a take without losing the eye for it."), {QKeySequence(Qt::SHIFT | Qt::Key_Right)}, [&p] { p.step(10); });
    put("start", tr("Go to the start"), tr("To the first frame of the range, or of the video."), {Qt::Key_Home}, [&p] { p.goToStart(); });
    put("end", tr("Go to the end"), tr("To the last frame of the range, or of the video."), {Qt::Key_End}, [&p] { p.goToEnd(); });
    menu.addSeparator();
    put("in", tr("Start the range here"), tr("Playback, and a solve of the range alone, begin on this frame."), {Qt::Key_I}, [&p] { p.setInHere(); });
    put("out", tr("End the range here"), tr("Playback, and a solve of the range alone, end with this frame."), {Qt::Key_O}, [&p] { p.setOutHere(); });
    put("clearRange", tr("Clear the range"), tr("The whole video plays again."), {Qt::Key_X}, [&p] { p.clearRange(); });
    menu.setToolTipsVisible(true);

    const auto refresh = [all, &workspace] {
        for (auto* action : all) action->setEnabled(workspace.hasVideo());
    };
    QObject::connect(&workspace, &Workspace::videoOpened, &commands, refresh);
    refresh();
}

}  // namespace ropetp::ui
