#include "ui/main_window.h"

#include "ui/display_panel.h"
#include "ui/error_text.h"
#include "ui/export_dialog.h"
#include "ui/jobs_panel.h"
#include "ui/notice_bar.h"
#include "ui/persons_panel.h"
#include "ui/settings.h"
#include "ui/timeline.h"
#include "ui/transport_bar.h"
#include "ui/video_pane.h"
#include "ui/video_view.h"
#include "ui/welcome_page.h"
#include "ui/world_pane.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QToolBar>
#include <QToolButton>
#include <QUndoView>
#include <QVBoxLayout>

namespace ropetp::ui {

MainWindow::MainWindow(const QString& samplePath, QWidget* parent) : QMainWindow(parent) {
    setObjectName("mainWindow");
    setWindowTitle(QStringLiteral("RopeTP Studio"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    buildLayout(samplePath);
    buildToolBar();
    buildMenus();
    connectNotices();
    restoreLayout();
    refreshActions();
    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        const QString path = QString::fromStdString(workspace_.scene().video->path.string());
        setWindowTitle(tr("%1 — RopeTP Studio").arg(QFileInfo(path).fileName()));
        Settings::addRecentFile(path);
        refreshRecent();
        refreshActions();
        video_->view().setFocus();
        if (Settings::solveOnOpen()) workspace_.solve();
    });
    connect(&workspace_, &Workspace::solvingChanged, this, &MainWindow::refreshActions);
    connect(&workspace_.document(), &project::Document::changed, this, &MainWindow::refreshActions);
}

MainWindow::~MainWindow() {
    // Views let go of the workspace before it goes.
    delete takeCentralWidget();
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
    auto* scroll = new QScrollArea;
    scroll->setObjectName("displayScroll");
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(new DisplayPanel(workspace_, video_->view()));
    auto* display = dock("displayDock", tr("Display and floor"), scroll);
    auto* jobs = new JobsPanel;
    jobs->watch(workspace_.inferenceLane());
    jobs->watch(workspace_.ioLane());
    auto* jobsDock = dock("jobsDock", tr("Jobs"), jobs);
    auto* history = new QUndoView(&workspace_.undoStack());
    history->setObjectName("history");
    history->setEmptyLabel(tr("Opened"));
    auto* historyDock = dock("historyDock", tr("History"), history);
    tabifyDockWidget(jobsDock, historyDock);
    jobsDock->raise();
    resizeDocks({display}, {280}, Qt::Horizontal);
    resizeDocks({personsDock, display, jobsDock}, {200, 400, 190}, Qt::Vertical);

    connect(&video_->welcome(), &WelcomePage::openWanted, this, &MainWindow::openDialog);
    connect(&video_->welcome(), &WelcomePage::fileWanted, this, &MainWindow::open);
}

void MainWindow::buildToolBar() {
    auto* bar = addToolBar(tr("Main"));
    bar->setObjectName("mainToolBar");
    bar->setMovable(false);
    auto* openButton = new QToolButton;
    openButton->setObjectName("openButton");
    openButton->setText(tr("Open…"));
    openButton->setToolTip(tr("Open a video (Ctrl+O), or drop one on the window"));
    connect(openButton, &QToolButton::clicked, this, &MainWindow::openDialog);
    bar->addWidget(openButton);
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
    solveButton_ = new QToolButton;
    solveButton_->setObjectName("solveButton");
    solveButton_->setText(tr("Solve"));
    solveButton_->setToolTip(tr("Find the people and capture their motion (Ctrl+R)"));
    connect(solveButton_, &QToolButton::clicked, &workspace_, &Workspace::solve);
    bar->addWidget(solveButton_);
    cancelButton_ = new QToolButton;
    cancelButton_->setObjectName("cancelButton");
    cancelButton_->setText(tr("Stop"));
    cancelButton_->setToolTip(tr("Stop solving (Esc)"));
    connect(cancelButton_, &QToolButton::clicked, &workspace_, &Workspace::cancelSolve);
    bar->addWidget(cancelButton_);
    auto* progress = new QLabel;
    progress->setObjectName("solveProgress");
    progress->setProperty("dim", true);
    bar->addWidget(progress);
    connect(&workspace_.inferenceLane(), &jobs::JobLane::progressed, progress, [progress](jobs::JobId, const QString& stage, double fraction) {
        progress->setText(QStringLiteral("  %1 · %2 %").arg(stageText(stage)).arg(int(100 * fraction)));
    });
    connect(&workspace_, &Workspace::solvingChanged, progress, [progress](bool solving) {
        if (!solving) progress->clear();
    });
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
        if (report.verified) text += ' ' + tr("Read again, every joint is within %1 mm.").arg(report.largestErrorMm, 0, 'f', 3);
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
    const bool video = workspace_.hasVideo(), solving = workspace_.isSolving(), clips = !workspace_.scene().clips.empty();
    solveAction_->setEnabled(video && !solving);
    solveButton_->setEnabled(video && !solving);
    solvePosesAction_->setEnabled(video && !solving && workspace_.scene().tracks && !workspace_.scene().tracks->persons.empty());
    rerollAction_->setEnabled(clips && !solving);
    cancelAction_->setEnabled(solving);
    cancelButton_->setEnabled(solving);
    boxAction_->setEnabled(video);
    exportNpz_->setEnabled(clips);
    export_->setEnabled(clips);
}

void MainWindow::open(const QString& path) {
    Settings::setOpenFolder(QFileInfo(path).absolutePath());
    workspace_.openVideo(QFileInfo(path).absoluteFilePath());
}

void MainWindow::openDialog() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open video"), Settings::openFolder(),
                                                      tr("Videos (*.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.3gp);;All files (*)"));
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
    views_->setSizes({850, 560});
    const QByteArray geometry = Settings::windowGeometry(), state = Settings::windowState(), split = Settings::viewSplit();
    if (!geometry.isEmpty()) restoreGeometry(geometry);
    if (!state.isEmpty()) restoreState(state);
    if (!split.isEmpty()) views_->restoreState(split);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    Settings::setLayout(saveGeometry(), saveState(), views_->saveState());
    workspace_.cancelSolve();
    QMainWindow::closeEvent(event);
}

}  // namespace ropetp::ui
