#include "ui/main_window.h"

#include "ui/settings.h"
#include "ui/theme.h"
#include "ui/timeline.h"
#include "ui/video_pane.h"
#include "ui/video_view.h"
#include "ui/welcome_page.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>

namespace ropetp::ui {

void MainWindow::buildMenus() {
    auto* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open video…"), QKeySequence::Open, this, &MainWindow::openDialog);
    recent_ = file->addMenu(tr("Open &recent"));
    refreshRecent();
    solveOnOpen_ = file->addAction(tr("Solve when a video is opened"));
    solveOnOpen_->setCheckable(true);
    solveOnOpen_->setChecked(Settings::solveOnOpen());
    connect(solveOnOpen_, &QAction::toggled, this, [](bool on) { Settings::setSolveOnOpen(on); });
    file->addSeparator();
    exportNpz_ = file->addAction(tr("&Save take (NPZ)…"), QKeySequence::Save, this, &MainWindow::saveTake);
    exportNpz_->setObjectName("exportNpz");
    export_ = file->addAction(tr("&Export…"), QKeySequence(tr("Ctrl+E")), this, &MainWindow::exportDialog);
    export_->setObjectName("export");
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

    auto* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = workspace_.undoStack().createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = workspace_.undoStack().createRedoAction(this, tr("Redo"));
    redo->setShortcut(QKeySequence::Redo);
    edit->addActions({undo, redo});
    edit->addSeparator();
    boxAction_ = edit->addAction(tr("Draw &box around a person"), QKeySequence(tr("B")), this, [this] { video_->view().setBoxTool(!video_->view().isBoxTool()); });
    boxAction_->setObjectName("boxTool");

    auto* solve = menuBar()->addMenu(tr("&Solve"));
    solveAction_ = solve->addAction(tr("&Solve"), QKeySequence(tr("Ctrl+R")), &workspace_, &Workspace::solve);
    solvePosesAction_ = solve->addAction(tr("Solve &poses again"), QKeySequence(tr("Ctrl+Shift+R")), &workspace_, &Workspace::solvePosesAgain);
    solvePosesAction_->setToolTip(tr("Keeps who is who; quick"));
    cancelAction_ = solve->addAction(tr("S&top"), QKeySequence(tr("Esc")), &workspace_, &Workspace::cancelSolve);
    rangeOnly_ = solve->addAction(tr("Only the range between in and out"));
    rangeOnly_->setCheckable(true);
    connect(rangeOnly_, &QAction::toggled, this, [this](bool on) {
        auto options = workspace_.solveOptions();
        options.inOutRangeOnly = on;
        workspace_.setSolveOptions(options);
    });

    buildPoseChoices(solve);
    buildTrajectoryChoices(solve);

    buildTransportKeys(menuBar()->addMenu(tr("&Playback")));

    auto* view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("&Fit footage"), QKeySequence(tr("F")), &video_->view(), &VideoView::fit);
    view->addAction(tr("Footage &1:1"), QKeySequence(tr("Shift+F")), &video_->view(), &VideoView::actualSize);
    view->addAction(tr("Whole &timeline"), QKeySequence(tr("A")), timeline_, &Timeline::showAll);
    view->addSeparator();
    const std::tuple<QString, QKeySequence, bool render::OverlayOptions::*> layers[] = {{tr("Body"), Qt::Key_1, &render::OverlayOptions::mesh},
                                                                                      {tr("Skeleton"), Qt::Key_2, &render::OverlayOptions::skeleton},
                                                                                      {tr("2D points"), Qt::Key_3, &render::OverlayOptions::points2d},
                                                                                      {tr("Boxes"), Qt::Key_4, &render::OverlayOptions::boxes}};
    for (const auto& [text, key, member] : layers) {
        QAction* action = view->addAction(text);
        action->setShortcut(key);
        action->setCheckable(true);
        const auto refresh = [this, action, m = member] { action->setChecked(video_->view().overlayOptions().*m); };
        refresh();
        connect(&video_->view(), &VideoView::overlayOptionsChanged, action, refresh);
        connect(action, &QAction::triggered, this, [this, m = member](bool on) {
            auto options = video_->view().overlayOptions();
            options.*m = on;
            video_->view().setOverlayOptions(options);
        });
    }
    view->addSeparator();
    panels_ = view->addMenu(tr("&Panels"));
    for (auto* dock : findChildren<QDockWidget*>()) panels_->addAction(dock->toggleViewAction());
    view->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
    auto* themes = view->addMenu(tr("T&heme"));
    auto* group = new QActionGroup(this);
    const std::tuple<const char*, QString, ThemeChoice> choices[] = {
        {"themeSystem", tr("As the desktop"), ThemeChoice::System}, {"themeDark", tr("Dark"), ThemeChoice::Dark}, {"themeLight", tr("Light"), ThemeChoice::Light}};
    for (const auto& [name, text, choice] : choices) {
        QAction* action = themes->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(Settings::theme() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [c = choice] {
            Settings::setTheme(c);
            Theme::apply(*qApp, c);
        });
    }

    auto* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keys"), QKeySequence(tr("F1")), this, &MainWindow::showShortcuts);
    help->addAction(tr("&About RopeTP Studio"), this, &MainWindow::showAbout);
}

void MainWindow::buildTrajectoryChoices(QMenu* solve) {
    solve->addSeparator();
    auto* group = new QActionGroup(this);
    const std::tuple<const char*, QString, QString> solvers[] = {
        {"denoiser", tr("Trajectory by the TrajDenoiser"), tr("Told from the body's motion, the camera and the floor; smooth, feet keep their place")},
        {"feet", tr("Trajectory from the feet alone"), tr("Whichever foot stands does not move; to compare with")},
        {"raw", tr("Trajectory as the camera saw it"), tr("Nothing is smoothed: trembles along the line of sight; to compare with")}};
    for (const auto& [name, text, tip] : solvers) {
        QAction* action = solve->addAction(text);
        action->setObjectName(QStringLiteral("trajectory_") + name);
        action->setToolTip(tip);
        action->setCheckable(true);
        const QString present = workspace_.solveOptions().trajectory;
        action->setChecked(present == name || (present.isEmpty() && QLatin1String(name) == "denoiser"));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, n = QString(name)] {
            auto options = workspace_.solveOptions();
            options.trajectory = n;
            workspace_.setSolveOptions(options);
            Settings::setSolveOptions(options);
            workspace_.solveTrajectoriesAgain();
        });
    }
    rerollAction_ = solve->addAction(tr("Another &trajectory"), QKeySequence(tr("Ctrl+T")), this, [this] {
        auto options = workspace_.solveOptions();
        ++options.trajectorySeed;
        workspace_.setSolveOptions(options);
        workspace_.solveTrajectoriesAgain();
    });
    rerollAction_->setObjectName("rerollTrajectory");
    rerollAction_->setToolTip(tr("Draws the trajectories again with the next seed; undo brings the last one back"));
}

void MainWindow::buildPoseChoices(QMenu* solve) {
    workspace_.setSolveOptions(Settings::solveOptions());
    const auto change = [this](auto&& f) {
        auto options = workspace_.solveOptions();
        f(options);
        workspace_.setSolveOptions(options);
        Settings::setSolveOptions(options);
    };
    solve->addSeparator();
    auto* group = new QActionGroup(this);
    const std::tuple<std::string, QString, QString> estimators[] = {
        {"rope", tr("Poses by Rope"), tr("The network that keeps hidden limbs plausible; looks at every picture")},
        {"fit", tr("Poses by the landmark fit"), tr("A body fitted to the picture points alone; quick, smooth, weak where limbs are hidden")}};
    for (const auto& [name, text, tip] : estimators) {
        QAction* action = solve->addAction(text);
        action->setObjectName("estimator_" + QString::fromStdString(name));
        action->setToolTip(tip);
        action->setCheckable(true);
        const std::string present = workspace_.solveOptions().estimator.toStdString();
        action->setChecked(present == name || (present.empty() && name == jobs::defaultEstimator()));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [change, n = QString::fromStdString(name)] { change([&](auto& o) { o.estimator = n; }); });
    }
    const std::tuple<const char*, QString, QString, bool Workspace::SolveOptions::*> switches[] = {
        {"refineOption", tr("Rope: refine with the picture points"), tr("Moves Rope's poses to meet the 2D points and smooths them in time"), &Workspace::SolveOptions::refine},
        {"flipOption", tr("Rope: read pictures mirrored too"), tr("A little steadier; twice the time"), &Workspace::SolveOptions::flipTest}};
    for (const auto& [name, text, tip, member] : switches) {
        QAction* action = solve->addAction(text);
        action->setObjectName(name);
        action->setToolTip(tip);
        action->setCheckable(true);
        action->setChecked(workspace_.solveOptions().*member);
        connect(action, &QAction::toggled, this, [change, m = member](bool on) { change([&](auto& o) { o.*m = on; }); });
    }
    solve->setToolTipsVisible(true);
}

void MainWindow::buildTransportKeys(QMenu* menu) {
    auto& p = workspace_.playback();
    const auto add = [&](const QString& text, const QList<QKeySequence>& keys, auto&& f) {
        QAction* action = menu->addAction(text);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, &p, f);
    };
    add(tr("Play or stop"), {Qt::Key_Space}, [&p] { p.togglePlay(); });
    add(tr("Play backwards"), {Qt::Key_J}, [&p] { p.shuttleBackward(); });
    add(tr("Stop"), {Qt::Key_K}, [&p] { p.stop(); });
    add(tr("Play forwards"), {Qt::Key_L}, [&p] { p.shuttleForward(); });
    menu->addSeparator();
    add(tr("One frame back"), {Qt::Key_Left}, [&p] { p.step(-1); });
    add(tr("One frame forward"), {Qt::Key_Right}, [&p] { p.step(1); });
    add(tr("Ten frames back"), {QKeySequence(Qt::SHIFT | Qt::Key_Left)}, [&p] { p.step(-10); });
    add(tr("Ten frames forward"), {QKeySequence(Qt::SHIFT | Qt::Key_Right)}, [&p] { p.step(10); });
    add(tr("Go to the start"), {Qt::Key_Home}, [&p] { p.goToStart(); });
    add(tr("Go to the end"), {Qt::Key_End}, [&p] { p.goToEnd(); });
    menu->addSeparator();
    add(tr("Start the range here"), {Qt::Key_I}, [&p] { p.setInHere(); });
    add(tr("End the range here"), {Qt::Key_O}, [&p] { p.setOutHere(); });
    add(tr("Clear the range"), {Qt::Key_X}, [&p] { p.clearRange(); });
}

void MainWindow::refreshRecent() {
    recent_->clear();
    for (const QString& file : Settings::recentFiles()) {
        QAction* action = recent_->addAction(QFileInfo(file).fileName(), this, [this, file] { open(file); });
        action->setToolTip(file);
    }
    recent_->setToolTipsVisible(true);
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
    for (auto* dock : findChildren<QDockWidget*>()) {
        dock->setFloating(false);
        addDockWidget(Qt::RightDockWidgetArea, dock);
        dock->show();
    }
    if (auto* history = findChild<QDockWidget*>("historyDock"))
        if (auto* jobs = findChild<QDockWidget*>("jobsDock")) {
            tabifyDockWidget(jobs, history);
            jobs->raise();
        }
}

void MainWindow::showShortcuts() {
    QString rows;
    for (const QAction* top : menuBar()->actions())
        for (const QAction* action : top->menu()->actions())
            if (!action->shortcut().isEmpty()) {
                QStringList keys;
                for (const auto& k : action->shortcuts()) keys << k.toString(QKeySequence::NativeText);
                rows += QStringLiteral("<tr><td style='padding-right:24px'><b>%1</b></td><td>%2</td></tr>").arg(keys.join(" / ").toHtmlEscaped(), action->text().remove('&').toHtmlEscaped());
            }
    QMessageBox box(this);
    box.setObjectName("keysBox");
    box.setWindowTitle(tr("Keys"));
    box.setText("<table>" + rows + "</table>" +
                tr("<p><b>Footage:</b> wheel zooms, drag pans, click selects a person, double click fits.<br>"
                   "<b>World:</b> drag turns, shift-drag moves, wheel zooms, double click selects.<br>"
                   "<b>Timeline:</b> drag scrubs, Ctrl+wheel zooms, wheel moves.</p>"));
    box.exec();
}

void MainWindow::showAbout() {
    QMessageBox::about(this, tr("About RopeTP Studio"),
                       tr("<h3>RopeTP Studio %1</h3><p>Motion capture from one video, on your own machine.</p>"
                          "<p>Apache-2.0. Finds people with Google's MoveNet MultiPose and BlazePose heavy (Apache-2.0); "
                          "built with Qt, VTK, FFmpeg, OpenCV, XNNPACK, LibTorch and Eigen.</p>").arg(QApplication::applicationVersion()));
}

}  // namespace ropetp::ui
