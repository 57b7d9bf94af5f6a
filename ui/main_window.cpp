#include "ui/main_window.h"

#include "ui/commands/posing_commands.h"
#include "ui/commands/trajectory_commands.h"
#include "ui/display_panel.h"
#include "ui/error_text.h"
#include "ui/export_dialog.h"
#include "ui/floor_handle.h"
#include "ui/graph_editor/graph_panel.h"
#include "ui/graph_editor/graph_view.h"
#include "ui/icons.h"
#include "ui/inspector_panel.h"
#include "ui/jobs_panel.h"
#include "ui/notice_bar.h"
#include "ui/persons_panel.h"
#include "ui/pose_handles_2d.h"
#include "ui/pose_handles_3d.h"
#include "ui/project_dialogs.h"
#include "ui/range_tools_panel.h"
#include "ui/review_model.h"
#include "ui/review_panel.h"
#include "ui/settings.h"
#include "ui/solve_progress.h"
#include "ui/timeline/standard_tracks.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/contact_track.h"
#include "ui/trajectory_handles.h"
#include "ui/trajectory_panel.h"
#include "ui/transport_bar.h"
#include "ui/video_pane.h"
#include "ui/video_view.h"
#include "ui/view_hints.h"
#include "ui/welcome_page.h"
#include "ui/world_pane.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QToolBar>
#include <QUndoView>
#include <QVBoxLayout>

namespace ropetp::ui {

MainWindow::MainWindow(const QString& samplePath, QWidget* parent) : QMainWindow(parent), commands_(new CommandRegistry(*this)) {
    setObjectName("mainWindow");
    setWindowTitle(QStringLiteral("RopeTP Studio"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    project_ = new ProjectSession(workspace_, project::defaultStateFolder(), this);
    projectDialogs_ = new ProjectDialogs(*project_, workspace_, *this);
    buildLayout(samplePath);
    buildMenus();
    buildToolBar();
    connectNotices();
    restoreLayout();
    refreshActions();
    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        refreshActions();
        video_->view().setFocus();
        if (Settings::solveOnOpen() && project_->path().isEmpty() && !workspace_.scene().tracks) workspace_.solve();
    });
    connectProject();
    connect(&workspace_, &Workspace::solvingChanged, this, &MainWindow::refreshActions);
    connect(&workspace_.document(), &project::Document::changed, this, &MainWindow::refreshActions);
}

MainWindow::~MainWindow() {
    // Views let go of the workspace before it goes, and so does the session, which listens to its history.
    delete takeCentralWidget();
    delete trajectories_;   // listens to the history, too
    delete projectDialogs_;
    delete project_;
}

void MainWindow::buildLayout(const QString& samplePath) {
    notices_ = new NoticeBar;
    video_ = new VideoPane(workspace_, samplePath);
    world_ = new WorldPane(workspace_);
    timeline_ = new Timeline(workspace_);
    views_ = new QSplitter(Qt::Horizontal);
    views_->setObjectName("viewSplit");
    views_->setChildrenCollapsible(false);
    views_->addWidget(video_);
    views_->addWidget(world_);
    views_->setStretchFactor(0, 3);
    views_->setStretchFactor(1, 2);
    auto* lower = new QWidget;
    auto* lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->setSpacing(0);
    lowerColumn->addWidget(new TransportBar(workspace_));
    lowerColumn->addWidget(timeline_, 1);
    auto* split = new QSplitter(Qt::Vertical);
    split->setObjectName("mainSplit");
    split->setChildrenCollapsible(false);
    split->addWidget(views_);
    split->addWidget(lower);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notices_);
    column->addWidget(split, 1);
    setCentralWidget(centre);

    const auto dock = [this](const char* name, const QString& title, QWidget* content) {
        auto* d = new QDockWidget(title, this);
        d->setObjectName(name);
        d->setWidget(content);
        addDockWidget(Qt::RightDockWidgetArea, d);
        return d;
    };
    auto* persons = new PersonsPanel(workspace_);
    connect(persons, &PersonsPanel::boxToolWanted, this, [this] { video_->view().setBoxTool(true); });
    auto* personsDock = dock("personsDock", tr("Persons"), persons);
    review_ = new ReviewModel(workspace_, this);
    addStandardTracks(*timeline_, *review_);
    auto* reviewDock = dock("reviewDock", tr("Review"), new ReviewPanel(*review_));
    connect(review_, &ReviewModel::jumped, reviewDock, &QWidget::raise);
    tabifyDockWidget(personsDock, reviewDock);
    personsDock->raise();
    auto* scroll = new QScrollArea;
    scroll->setObjectName("displayScroll");
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(new DisplayPanel(workspace_, video_->view()));
    scroll->setWhatsThis(scroll->widget()->whatsThis());
    auto* display = dock("displayDock", tr("Display"), scroll);
    poses_ = new PoseEditor(workspace_, this);
    poseMenu_ = new QMenu(tr("&Pose"), this);
    PosingCommands::add(*commands_, *poseMenu_, *poses_);
    video_->view().tools().add(new PoseHandles2d(*poses_, video_->view()));
    trajectories_ = new TrajectoryEditor(workspace_, this);
    auto* trajectoryHandles = new TrajectoryHandles(*trajectories_, world_->view());
    world_->tools().add(trajectoryHandles);
    world_->tools().add(new FloorHandle(*trajectories_, world_->view()));
    // After the pins: a pin stands where the pelvis is.
    world_->tools().add(new PoseHandles3d(*poses_, world_->view()));
    addContactTracks(*timeline_, *trajectories_);
    trajectoryMenu_ = new QMenu(tr("&Trajectory"), this);
    TrajectoryCommands::add(*commands_, *trajectoryMenu_, *trajectories_, *trajectoryHandles);
    const auto scrolled = [](QWidget* content) {
        auto* area = new QScrollArea;
        area->setObjectName(content->objectName() + "Scroll");
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setWidget(content);
        area->setWhatsThis(content->whatsThis());
        return area;
    };
    auto* inspector = dock("inspectorDock", tr("Inspector"), scrolled(new InspectorPanel(*poses_, *commands_)));
    auto* rangeTools = dock("rangeToolsDock", tr("Range tools"), new RangeToolsPanel(*poses_));
    tabifyDockWidget(display, inspector);
    tabifyDockWidget(reviewDock, rangeTools);
    personsDock->raise();
    tabifyDockWidget(inspector, dock("trajectoryDock", tr("Trajectory"), scrolled(new TrajectoryPanel(*trajectories_, world_->view()))));
    inspector->raise();
    auto* jobs = new JobsPanel;
    jobs->watch(workspace_.inferenceLane());
    jobs->watch(workspace_.ioLane());
    auto* jobsDock = dock("jobsDock", tr("Jobs"), scrolled(jobs));
    auto* history = new QUndoView(&workspace_.undoStack());
    history->setObjectName("history");
    history->setWhatsThis(tr("Every change since the video was opened, solves included, the newest below.\n"
                             "Click on a line to go back to that state, and on a later one to come forward again. A new change drops what was undone."));
    history->setEmptyLabel(tr("Opened"));
    auto* historyDock = dock("historyDock", tr("History"), history);
    tabifyDockWidget(jobsDock, historyDock);
    jobsDock->raise();
    new ViewHints(*poses_, video_->view(), *world_);
    auto* curves = new GraphPanel(*poses_);
    connect(timeline_, &Timeline::windowChanged, &curves->view(), &GraphView::showFrames);
    connect(&curves->view(), &GraphView::windowChanged, timeline_, &Timeline::showFrames);
    auto* curvesDock = dock("curvesDock", tr("Curves"), curves);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::BottomDockWidgetArea, curvesDock);
    curvesDock->hide();
    resizeDocks({display}, {300}, Qt::Horizontal);
    resizeDocks({personsDock, display, jobsDock}, {330, 350, 120}, Qt::Vertical);

    connect(&video_->welcome(), &WelcomePage::openWanted, this, &MainWindow::openDialog);
    connect(&video_->welcome(), &WelcomePage::fileWanted, this, &MainWindow::open);
}

void MainWindow::buildToolBar() {
    constexpr QSize kToolIconSize(20, 16);   // air between a glyph and its word
    auto* bar = addToolBar(tr("Main"));
    bar->setObjectName("mainToolBar");
    bar->setMovable(false);
    bar->setIconSize(kToolIconSize);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto button = [this, bar](const char* command, const char* name, Glyph glyph) {
        auto* action = commands_->find(command)->action;
        setToolGlyph(*action, glyph);
        bar->addAction(action);
        bar->widgetForAction(action)->setObjectName(name);
    };
    button("file.open", "openButton", Glyph::Open);
    bar->addSeparator();
    who_ = new QComboBox;
    who_->setObjectName("whoToSolve");
    who_->addItems({tr("Everybody"), tr("Largest person")});
    who_->setToolTip(tr("Whom to capture"));
    who_->setAccessibleName(who_->toolTip());
    connect(who_, &QComboBox::currentIndexChanged, this, [this](int index) {
        auto options = workspace_.solveOptions();
        options.largestOnly = index == 1;
        workspace_.setSolveOptions(options);
    });
    bar->addWidget(who_);
    button("solve.run", "solveButton", Glyph::Solve);
    button("solve.stop", "cancelButton", Glyph::Stop);
    auto* posing = addToolBar(tr("Posing"));
    posing->setObjectName("posingToolBar");
    posing->setMovable(false);
    posing->setIconSize(kToolIconSize);
    posing->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    PosingCommands::addTools(*commands_, *posing);
    // At the right end, where its words push nothing aside.
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    posing->addWidget(space);
    auto* progress = new SolveProgress(workspace_);
    posing->addWidget(progress);
    auto* jobs = findChild<JobsPanel*>();
    connect(progress, &SolveProgress::stopping, jobs, [this, jobs](jobs::JobId id) { jobs->showStopping(workspace_.inferenceLane(), id); });
}

void MainWindow::connectNotices() {
    connect(&workspace_, &Workspace::failed, this, [this](const Error& error) {
        notices_->show("failure", NoticeBar::Kind::Error, errorText(error), QString::fromStdString(describe(error)));
    });
    connect(&workspace_, &Workspace::videoOpened, this, [this] { notices_->remove("failure"); });
    connect(&workspace_.document(), &project::Document::changed, this, &MainWindow::showSceneNotices);
    connect(&workspace_, &Workspace::exported, this, [this](jobs::JobId, const QStringList& files, const io::ExportReport& report) {
        const QString name = QFileInfo(files.value(0)).fileName();
        QString text = files.size() == 1 ? tr("“%1” was written.").arg(name) : tr("“%1” and %n more file(s) were written.", nullptr, int(files.size()) - 1).arg(name);
        if (report.verified) text += ' ' + tr("Read again, every joint is within %1 mm.").arg(QLocale().toString(report.largestErrorMm, 'f', 3));
        notices_->show("exported", report.largestErrorMm > io::ExportReport::kWarnMm ? NoticeBar::Kind::Warning : NoticeBar::Kind::Info, text, files.join('\n'));
    });
}

void MainWindow::showSceneNotices() {
    using Kind = edit::Notice::Kind;
    for (const char* key : {"camera", "lost", "ground", "damaged", "cut"}) notices_->remove(key);
    for (const auto& n : workspace_.scene().notices) {
        const QString detail = QString::fromStdString(n.detail);
        switch (n.kind) {
        case Kind::CameraMoves:
            notices_->show("camera", NoticeBar::Kind::Info, tr("The camera moves. How it turns was followed from the background; the way through the world is told from the body's motion."), detail);
            break;
        case Kind::CameraUncertain:   // follows CameraMoves, and takes its place
            notices_->show("camera", NoticeBar::Kind::Warning,
                           tr("The camera moves, and its motion could not be followed. It was treated as standing still, so positions in the world are not to be trusted; poses and the overlay are."), detail);
            break;
        case Kind::GroundUncertain:
            notices_->show("ground", NoticeBar::Kind::Info, tr("The floor could not be told from the feet. Check it in the world view, and correct it under “Floor”."), detail);
            break;
        case Kind::PersonLost:
            notices_->show("lost", NoticeBar::Kind::Info, tr("Somebody was seen whose pose could not be read. Drawing a box around them (B) may help."), detail);
            break;
        case Kind::DamagedFrames:
            notices_->show("damaged", NoticeBar::Kind::Warning, tr("Some frames of the video are damaged; their neighbours are shown instead."), detail);
            break;
        case Kind::Cut:
            notices_->show("cut", NoticeBar::Kind::Info, tr("The video has hard cuts (dashed in the timeline). Set a range (I, O) to capture one shot."), detail);
            break;
        }
    }
}

void MainWindow::refreshActions() {
    const bool clips = !workspace_.scene().clips.empty();
    boxAction_->setEnabled(workspace_.hasVideo());
    exportNpz_->setEnabled(clips);
    export_->setEnabled(clips);
}

void MainWindow::open(const QString& path) {
    Settings::setOpenFolder(QFileInfo(path).absolutePath());
    projectDialogs_->whenSafe([this, file = QFileInfo(path).absoluteFilePath()] { project_->open(file); });
}

void MainWindow::offerRecovery() { projectDialogs_->offerRecovery(); }

void MainWindow::connectProject() {
    const auto refreshTitle = [this] {
        const QString name = project_->name();
        setWindowTitle(name.isEmpty() ? QStringLiteral("RopeTP Studio") : tr("%1[*] — RopeTP Studio").arg(name));
        setWindowModified(project_->isModified());
        refreshRecent();
    };
    connect(project_, &ProjectSession::changed, this, refreshTitle);
    connect(project_, &ProjectSession::projectOpened, this, [this] { who_->setCurrentIndex(workspace_.solveOptions().largestOnly ? 1 : 0); });
    connect(project_, &ProjectSession::saved, this, [this](const QString& path) {
        notices_->remove("failure");
        notices_->remove("unsafe");
        notices_->show("saved", NoticeBar::Kind::Info, tr("“%1” was saved.").arg(QFileInfo(path).fileName()), path);
    });
    connect(project_, &ProjectSession::failed, &workspace_, &Workspace::failed);
    connect(project_, &ProjectSession::unsafe, this, [this](const Error& error) {
        notices_->show("unsafe", NoticeBar::Kind::Error, tr("Changes cannot be written down any more, so a crash would lose them. Save the project, to another disk if this one is full."),
                       QString::fromStdString(describe(error)));
    });
    connect(project_, &ProjectSession::recovered, this, [this](const QString&, int changes, int lost) {
        if (lost > 0) notices_->show("recovered", NoticeBar::Kind::Warning, tr("%n change(s) were brought back; the last ones could not be read any more. Save the project to keep them.", nullptr, changes));
        else notices_->show("recovered", NoticeBar::Kind::Info, tr("%n change(s) were brought back. Save the project to keep them.", nullptr, changes));
    });
    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        for (const char* key : {"saved", "recovered", "unsafe"}) notices_->remove(key);
    });
    refreshTitle();
}

void MainWindow::openDialog() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open video or project"), Settings::openFolder(),
                                                      tr("Videos and projects (*.ropetp *.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.3gp);;All files (*)"));
    if (!path.isEmpty()) open(path);
}

void MainWindow::saveTake() {
    const QString base = QFileInfo(QString::fromStdString(workspace_.scene().video->path.string())).completeBaseName();
    QString path = QFileDialog::getSaveFileName(this, tr("Save take"), Settings::exportFolder() + '/' + base + ".npz", tr("Take (*.npz)"));
    if (path.isEmpty()) return;
    if (!path.endsWith(".npz")) path += ".npz";
    Settings::setExportFolder(QFileInfo(path).absolutePath());
    workspace_.exportTakes(path, std::nullopt);
}

void MainWindow::exportDialog() {
    auto* dialog = new ExportDialog(workspace_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    open(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

void MainWindow::restoreLayout() {
    resize(1500, 900);
    firstState_ = saveState();
    views_->setSizes({850, 560});
    const QByteArray geometry = Settings::windowGeometry(), state = Settings::windowState(), split = Settings::viewSplit();
    if (!geometry.isEmpty()) restoreGeometry(geometry);
    if (!state.isEmpty()) restoreState(state);
    if (!split.isEmpty()) views_->restoreState(split);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!closing_ && (project_->isModified() || project_->isSaving())) {
        event->ignore();
        projectDialogs_->whenSafe([this] {
            closing_ = true;
            close();
        });
        return;
    }
    Settings::setLayout(saveGeometry(), saveState(), views_->saveState());
    project_->end();
    workspace_.cancelSolve();
    QMainWindow::closeEvent(event);
}

}  // namespace ropetp::ui
