#include "ui/commands/review_commands.h"

#include "ui/command_registry.h"
#include "ui/markers.h"
#include "ui/review_model.h"
#include "ui/timeline/timeline.h"

#include <QAction>
#include <QMenu>

namespace ropetp::ui {

void ReviewCommands::add(CommandRegistry& commands, QMenu& menu, ReviewModel& model) {
    const QString group = tr("Review");
    auto* next = commands.add({"review.next", group, tr("&Next bad frame"), tr("Goes to the next frame that needs a look, the worst first, and picks the joint that is wrong."), {Qt::Key_N}, tr("Nothing is left to look at.")}, &model,
                              [&model] { model.next(); });
    auto* previous = commands.add({"review.previous", group, tr("&Previous bad frame"), tr("Goes back to the stop before."), {QKeySequence("Shift+N")}, tr("Nothing is left to look at.")}, &model, [&model] { model.previous(); });
    auto* accept = commands.add({"review.accept", group, tr("&Accept these frames"),
                                 tr("Says that all is well at this stop, so that it leaves the list; something clearly worse there comes back."), {QKeySequence("Shift+A")}, tr("Go to a stop first (N).")},
                                &model, [&model] { model.acceptHere(); });
    auto* takeBack = commands.add({"review.takeBack", group, tr("&Take back the acceptance"), tr("Puts what was accepted around this frame on the list again."), {}, tr("Nothing was accepted on this frame.")}, &model, [&model] { model.takeBackHere(); });
    auto* byTime = commands.addSwitch({"review.byTime", group, tr("In order of &time"), tr("Goes through the stops from the first frame to the last instead of the worst first."), {}}, &model, false,
                                      [&model](bool on) { model.setOrder(on ? ReviewModel::Order::Time : ReviewModel::Order::Rank); });
    menu.addActions({next, previous, accept, takeBack});
    menu.addAction(byTime);
    menu.setToolTipsVisible(true);
    const auto refresh = [=, &model] {
        next->setEnabled(model.left() > 0);
        previous->setEnabled(model.left() > 0);
        accept->setEnabled(model.here() != nullptr);
        takeBack->setEnabled(model.isAcceptedHere());
        byTime->setChecked(model.order() == ReviewModel::Order::Time);
    };
    QObject::connect(&model, &ReviewModel::changed, next, refresh);
    QObject::connect(&model.workspace().playback(), &PlaybackController::currentChanged, next, refresh);
    QObject::connect(&model.workspace().document(), &project::Document::changed, next, refresh);
    refresh();
}

void ReviewCommands::addMarkers(CommandRegistry& commands, QMenu& menu, Workspace& workspace, Timeline& timeline) {
    const QString group = tr("Markers");
    menu.addActions({
        commands.add({"marker.toggle", group, tr("&Mark this frame"), tr("Puts a flag on the timeline here, or takes it away: to find a frame again."), {Qt::Key_M}}, &workspace,
                     [&workspace] { toggleMarker(workspace); }),
        commands.add({"marker.note", group, tr("N&ote on this frame…"), tr("Writes a line to this frame, for yourself or for whoever works on the shot next."), {QKeySequence("Shift+M")}}, &timeline,
                     [&workspace, &timeline] { timeline.editNote(workspace.playback().current()); }),
        commands.add({"marker.previous", group, tr("P&revious marker"), tr("Goes back to the marked frame before."), {Qt::Key_BracketLeft}}, &workspace, [&workspace] { goToMarker(workspace, false); }),
        commands.add({"marker.next", group, tr("Ne&xt marker"), tr("Goes on to the next marked frame."), {Qt::Key_BracketRight}}, &workspace, [&workspace] { goToMarker(workspace, true); }),
    });
    menu.setToolTipsVisible(true);
}

void ReviewCommands::addZoom(CommandRegistry& commands, QMenu& menu, Timeline& timeline) {
    constexpr double kStep = 1.5;
    const QString group = tr("View");
    menu.addActions({
        commands.add({"view.timelineZoomIn", group, tr("Zoom &into the timeline"), tr("Fewer frames, larger, around the playhead; Ctrl and the wheel do the same at the pointer."), {Qt::Key_Plus, Qt::Key_Equal}},
                     &timeline, [&timeline] { timeline.zoom(kStep); }),
        commands.add({"view.timelineZoomOut", group, tr("Zoom &out of the timeline"), tr("More frames, smaller, around the playhead."), {Qt::Key_Minus}}, &timeline, [&timeline] { timeline.zoom(1 / kStep); }),
    });
}

}  // namespace ropetp::ui
