#include "ui/main_window.h"

#include "ui/commands/help_commands.h"
#include "ui/commands/playback_commands.h"
#include "ui/commands/project_commands.h"
#include "ui/commands/review_commands.h"
#include "ui/commands/solve_commands.h"
#include "ui/commands/trajectory_commands.h"
#include "ui/commands/view_commands.h"
#include "ui/settings.h"
#include "ui/video_pane.h"
#include "ui/video_view.h"
#include "ui/welcome_page.h"
#include "ui/world_pane.h"

#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>

namespace ropetp::ui {

void MainWindow::buildMenus() {
    buildFileMenu(*menuBar()->addMenu(tr("&File")));
    buildEditMenu(*menuBar()->addMenu(tr("&Edit")));
    menuBar()->addMenu(poseMenu_);
    menuBar()->addMenu(trajectoryMenu_);
    SolveCommands::add(*commands_, *menuBar()->addMenu(tr("Sol&ve")), workspace_);
    auto* review = menuBar()->addMenu(tr("&Review"));
    ReviewCommands::add(*commands_, *review, *review_);
    ReviewCommands::addMarkers(*commands_, *review, workspace_, *timeline_);
    PlaybackCommands::add(*commands_, *menuBar()->addMenu(tr("&Playback")), workspace_);
    auto* view = menuBar()->addMenu(tr("&View"));
    ViewCommands::add(*commands_, *view, video_->view(), *timeline_);
    TrajectoryCommands::addGhosts(*commands_, *view, world_->view());
    ReviewCommands::addZoom(*commands_, *view, *timeline_);
    buildPanelsMenu(*view);
    ViewCommands::addThemes(*commands_, *view);
    buildHelpMenu(*menuBar()->addMenu(tr("&Help")));
}

void MainWindow::buildFileMenu(QMenu& menu) {
    const QString group = tr("File");
    auto* openVideo = commands_->add({"file.open", group, tr("&Open…"), tr("Opens a video, a folder of pictures, or a project; dropping one on the window does the same."), {QKeySequence::Open}}, this, [this] { openDialog(); });
    openVideo->setIconText(tr("Open…"));
    menu.addAction(openVideo);
    recent_ = menu.addMenu(tr("Open &recent"));
    recent_->setToolTipsVisible(true);
    refreshRecent();
    menu.addAction(commands_->addSwitch({"file.solveOnOpen", group, tr("Solve when a video is opened"), tr("Starts to capture at once; off, you may draw boxes and mark a range first."), {}}, this,
                                        Settings::solveOnOpen(), [](bool on) { Settings::setSolveOnOpen(on); }));
    menu.addSeparator();
    ProjectCommands::add(*commands_, menu, workspace_, *project_, *projectDialogs_);
    menu.addSeparator();
    const QString needsTake = tr("Needs a solved person.");
    exportNpz_ = commands_->add({"file.saveTake", group, tr("Save &take (NPZ)…"), tr("Writes everybody's motion as arrays for NumPy and for ropetp-cli; nothing is lost in it."), {QKeySequence("Ctrl+Shift+E")}, needsTake}, this, [this] { saveTake(); });
    export_ = commands_->add({"file.export", group, tr("&Export…"), tr("Writes the motion as FBX, BVH, GLB and more, for the skeleton of your program; every file is read again and checked."), {QKeySequence("Ctrl+E")}, needsTake}, this, [this] { exportDialog(); });
    menu.addActions({exportNpz_, export_});
    menu.addSeparator();
    menu.addAction(commands_->add({"file.quit", group, tr("&Quit"), tr("Closes the program; the layout of the window is kept."), {QKeySequence::Quit}}, this, [this] { close(); }));
    menu.setToolTipsVisible(true);
}

void MainWindow::buildEditMenu(QMenu& menu) {
    const QString group = tr("Edit");
    menu.addAction(commands_->adopt({"edit.undo", group, tr("Undo"), tr("Takes the last change back, solves included; the History panel shows them all."), QKeySequence::keyBindings(QKeySequence::Undo), tr("Nothing to take back.")},
                                    workspace_.undoStack().createUndoAction(this)));
    menu.addAction(commands_->adopt({"edit.redo", group, tr("Redo"), tr("Makes the change again that was taken back."), QKeySequence::keyBindings(QKeySequence::Redo), tr("Nothing was taken back.")},
                                    workspace_.undoStack().createRedoAction(this)));
    menu.addSeparator();
    boxAction_ = commands_->add({"edit.box", group, tr("Draw &box around a person"), tr("For people who were not found, or whose box drifted off: drag around them on one frame, and they are tracked from there. With Shift it is somebody new, not the selected person."), {Qt::Key_B}, tr("Needs a video.")},
                                this, [this] { video_->view().setBoxTool(!video_->view().isBoxTool()); });
    menu.addAction(boxAction_);
    menu.setToolTipsVisible(true);
}

void MainWindow::buildPanelsMenu(QMenu& view) {
    auto* curves = findChild<QDockWidget*>("curvesDock");
    view.addAction(commands_->add({"view.curves", tr("View"), tr("&Curves"), tr("Shows the rotation and position of the joints you picked as curves over time, with your fixes to be dragged; again hides them."), {Qt::Key_G}}, curves, [curves] {
        const bool seen = curves->isVisible() && !curves->visibleRegion().isEmpty();
        curves->setVisible(!seen);
        if (!seen) curves->raise();
    }));
    auto* panels = view.addMenu(tr("&Panels"));
    panels->setToolTipsVisible(true);
    for (auto* dock : findChildren<QDockWidget*>()) {
        const QString what = dock->widget() ? dock->widget()->whatsThis() : QString();
        panels->addAction(commands_->adopt({"panel." + dock->objectName(), tr("Panels"), dock->windowTitle(), what.section("\n", 0, 0), {}}, dock->toggleViewAction()));
    }
    view.addAction(commands_->add({"view.resetLayout", tr("Panels"), tr("&Reset layout"), tr("Puts all panels back to where they were at first; nothing of the take changes."), {}}, this, [this] { resetLayout(); }));
}

void MainWindow::buildHelpMenu(QMenu& menu) {
    HelpCommands::add(*commands_, menu, workspace_, *this);
    menu.addAction(commands_->add({"help.about", tr("Help"), tr("&About RopeTP Studio"), tr("Version, licence, and what it is built with."), {}}, this, [this] { showAbout(); }));
}

void MainWindow::refreshRecent() {
    recent_->clear();
    for (const QString& file : Settings::recentFiles()) {
        QAction* action = recent_->addAction(QFileInfo(file).fileName(), this, [this, file] { open(file); });
        action->setToolTip(file);
    }
    recent_->addSeparator();
    recent_->addAction(tr("Forget these"), this, [this] {
        Settings::clearRecentFiles();
        refreshRecent();
    });
    recent_->setEnabled(recent_->actions().size() > 2);
    video_->welcome().refresh();
}

void MainWindow::resetLayout() {
    Settings::forgetLayout();
    restoreState(firstState_);
}

void MainWindow::showAbout() {
    QMessageBox::about(this, tr("About RopeTP Studio"),
                       tr("<h3>RopeTP Studio %1</h3><p>Motion capture from one video, on your own machine.</p>"
                          "<p>Apache-2.0. Finds people with Google's MoveNet MultiPose and BlazePose heavy (Apache-2.0); "
                          "built with Qt, VTK, FFmpeg, OpenCV, XNNPACK, LibTorch and Eigen.</p>").arg(QApplication::applicationVersion()));
}

}  // namespace ropetp::ui
