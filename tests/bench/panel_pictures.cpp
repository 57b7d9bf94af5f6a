// Makes a picture of everything that the window can show, to be looked at: every panel, menu, dialog and state.
//   xvfb-run -a -s "-screen 0 3840x2400x24" panel_pictures VIDEO FOLDER [GERMAN.qm]
// solves VIDEO once, and then takes the whole set light and dark, at scale 1 and 2, and in German where its file is given,
// into a folder each below FOLDER. It runs itself for each of them:
//   panel_pictures VIDEO FOLDER dark|light GERMAN.qm|-
#include "render/world_view.h"
#include "ui/command_palette.h"
#include "ui/error_text.h"
#include "ui/main_window.h"
#include "ui/pose_editor.h"
#include "ui/project_session.h"
#include "ui/recovery_dialog.h"
#include "ui/settings.h"
#include "ui/theme.h"
#include "ui/timeline/timeline.h"
#include "ui/video_view.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>
#include <QUndoStack>

#include <cstdio>
#include <functional>
#include <vector>

using namespace ropetp;

namespace {

void wait(int ms) {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < ms) QApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool waitFor(const std::function<bool()>& there, int ms = 600000) {
    QElapsedTimer clock;
    clock.start();
    while (!there() && clock.elapsed() < ms) QApplication::processEvents(QEventLoop::AllEvents, 20);
    return there();
}

/// The window on a take, and a folder for its pictures.
class Tour {
  public:
    Tour(ui::MainWindow& window, QString folder) : window_(window), folder_(std::move(folder)) { QDir().mkpath(folder_); }

    void shoot(const QString& name, QWidget* widget = nullptr) {
        const QString file = folder_ + '/' + name + ".png";
        if (!(widget ? widget : &window_)->grab().save(file)) qFatal("cannot write %s", qPrintable(file));
    }
    void run(const QString& command) {
        const auto* c = window_.commands().find(command);
        if (!c) qFatal("there is no command %s", qPrintable(command));
        c->action->trigger();
    }
    /// A dock by itself, raised.
    void panel(const QString& dock, const QString& name) {
        auto* d = window_.findChild<QDockWidget*>(dock);
        if (!d) qFatal("there is no panel %s", qPrintable(dock));
        d->show();
        d->raise();
        wait(500);
        shoot("panel-" + name, d);
    }
    /// Whatever `open` opens, modal or not, once it is drawn; closed afterwards.
    void popup(const QString& name, const std::function<void()>& open, const std::function<void(QWidget*)>& use = {}) {
        bool done = false;
        QTimer::singleShot(900, &window_, [&] {
            QWidget* shown = QApplication::activePopupWidget();
            if (!shown) shown = QApplication::activeModalWidget();
            for (QWidget* w : QApplication::topLevelWidgets())   // neither: the help's balloon
                if (!shown && w != &window_ && w->isVisible() && !w->inherits("QTipLabel")) shown = w;
            if (!shown) qFatal("nothing opened for %s", qPrintable(name));
            if (use) {
                use(shown);
                wait(400);
            }
            shoot(name, shown);
            shown->close();
            done = true;
        });
        open();
        waitFor([&] { return done; }, 20000);
        wait(100);
    }

    template <class T>
    T* find(const char* name) {
        auto* w = window_.findChild<T*>(name);
        if (!w) qFatal("there is no %s", name);
        return w;
    }

    void empty() {
        wait(800);
        shoot("00-empty");
        for (const auto& [dock, name] : {std::pair{"personsDock", "persons"}, {"reviewDock", "review"}, {"rangeToolsDock", "range"}, {"displayDock", "display"}, {"inspectorDock", "inspector"},
                                         {"trajectoryDock", "trajectory"}, {"jobsDock", "jobs"}, {"historyDock", "history"}})
            panel(dock, QStringLiteral("%1-empty").arg(name));
        window_.findChild<QDockWidget*>("inspectorDock")->raise();
    }

    void solved() {
        find<QDockWidget>("personsDock")->raise();
        wait(1500);
        shoot("02-solved");
        panel("personsDock", "persons");
        panel("displayDock", "display");
        panel("inspectorDock", "inspector-none");
        panel("historyDock", "history-fresh");
        panel("jobsDock", "jobs-done");
    }

    void corrected() {
        run("review.next");
        run("pose.move");
        wait(1200);
        shoot("03-next-bad-frame");
        panel("reviewDock", "review");
        panel("inspectorDock", "inspector-joint");
        run("pose.hold");
        waitFor([&] { return !window_.poses().propagation().isRunning(); }, 60000);
        run("marker.toggle");
        wait(1200);
        panel("inspectorDock", "inspector-fix");
        scrolledDown("inspectorPanelScroll", "inspectorDock", "inspector-fix-below");
        run("pose.rotate");
        wait(300);
        shoot("04-fixed-rotate");
        panel("rangeToolsDock", "range");
        auto* tools = find<QComboBox>("rangeTool");
        for (int i = 0; i < tools->count(); ++i) {
            tools->setCurrentIndex(i);
            wait(600);
            shoot(QStringLiteral("panel-range-%1").arg(i), find<QDockWidget>("rangeToolsDock"));
        }
        tools->setCurrentIndex(0);
        find<QPushButton>("rangeApply")->click();
        wait(1500);
        panel("rangeToolsDock", "range-applied");
        run("trajectory.pin");
        wait(2500);
        run("view.ghosts");
        panel("trajectoryDock", "trajectory");
        scrolledDown("trajectoryPanelScroll", "trajectoryDock", "trajectory-below");
        scrolledDown("displayScroll", "displayDock", "display-below");
        shoot("05-pinned");
        panel("historyDock", "history");
        panel("jobsDock", "jobs-many");
    }

    void scrolledDown(const char* area, const char* dock, const QString& name) {
        auto* a = find<QScrollArea>(area);
        a->verticalScrollBar()->setValue(a->verticalScrollBar()->maximum());
        panel(dock, name);
        a->verticalScrollBar()->setValue(0);
    }

    void wide() {
        run("view.curves");
        wait(1500);
        shoot("06-curves");
        panel("curvesDock", "curves");
        run("view.curves");
        auto* timeline = find<ui::Timeline>("timeline");
        for (auto* track : timeline->rows().added())
            if (track->isOpen()) track->setOpen(true);
        // As high as it takes to see every row.
        auto* split = find<QSplitter>("mainSplit");
        split->setSizes({100, 700});
        wait(800);
        shoot("panel-timeline", timeline);
        split->setSizes({600, 220});
        run("marker.note");
        wait(400);
        shoot("10-note");
        find<QLineEdit>("noteEditor")->close();
    }

    void notices() {
        auto& w = window_.workspace();
        Q_EMIT w.failed(Error{ErrorCode::FileNotFound, "No such file or directory", "/home/anna/videos/walk through the park, second take.mp4"});
        io::ExportReport report;
        report.verified = true;
        report.largestErrorMm = 0.002;
        Q_EMIT w.exported(1, {"/home/anna/export/walk.fbx"}, report);
        wait(600);
        shoot("07-notices");
    }

    void dialogs() {
        popup("20-palette", [&] { run("help.palette"); });
        popup("21-palette-knee", [&] { run("help.palette"); }, [](QWidget* w) {
            if (auto* line = w->findChild<QLineEdit*>()) line->setText("knee");
        });
        popup("22-keys", [&] { run("help.keys"); });
        popup("23-about", [&] { run("help.about"); });
        popup("24-export-fbx", [&] { run("file.export"); });
        popup("25-export-npz", [&] { run("file.export"); }, [](QWidget* w) {
            auto* format = w->findChild<QComboBox*>("exportFormat");
            format->setCurrentIndex(std::max(0, format->findData("npz")));
        });
        popup("26-unsaved", [&] { window_.open(window_.project().path()); });
        popup("27-identity", [&] { find<QPushButton>("identityMenu")->click(); });
        popup("28-recovery", [&] {
            const auto now = QDateTime::currentSecsSinceEpoch();
            auto* dialog = new ui::RecoveryDialog({{"/tmp/a", "/home/anna/walk.ropetp", "walk.ropetp", 12, now - 300}, {"/tmp/b", "", "sports2d_demo4.mp4", 1, now - 86400}}, &window_);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
        popup("29-relink", [&] { Q_EMIT window_.project().videoWanted("/home/anna/videos/walk.mp4", false); });
        popup("30-relink-another", [&] { Q_EMIT window_.project().videoWanted(QString::fromStdString(window_.workspace().scene().video->path.string()), true); });
        int n = 0;
        for (const char* name : {"videoView", "timeline", "inspectorPanel", "transportBar"})
            popup(QStringLiteral("3%1-help-%2").arg(++n).arg(name), [&] {
                auto* w = find<QWidget>(name);
                QCursor::setPos(w->mapToGlobal(w->rect().center()));
                wait(100);
                run("help.explain");
            });
        n = 0;
        for (QAction* a : window_.menuBar()->actions()) popup(QStringLiteral("4%1-menu").arg(n++), [&] { a->menu()->popup(window_.mapToGlobal(QPoint(0, 30))); });
    }

  private:
    ui::MainWindow& window_;
    QString folder_;
};

int takeOne(QApplication& app, const QString& video, const QString& folder, const QString& theme, const QString& german) {
    QTranslator translator;
    if (german != "-") {
        QLocale::setDefault(QLocale(QLocale::German));
        if (!translator.load(german)) qFatal("cannot read %s", qPrintable(german));
        QApplication::installTranslator(&translator);
    }
    ui::Theme::apply(app, theme == "light" ? ui::ThemeChoice::Light : ui::ThemeChoice::Dark);
    const QString take = folder + "/take.ropetp";
    const bool first = !QFileInfo::exists(take);
    if (!first) ui::Settings::addRecentFile(video);
    ui::MainWindow window(video);
    window.show();
    auto& w = window.workspace();
    Tour tour(window, QStringLiteral("%1/%2-%3x%4").arg(folder, theme).arg(int(window.devicePixelRatioF())).arg(german == "-" ? "" : "-de"));
    tour.empty();
    window.open(first ? video : take);
    if (!first) {
        if (!waitFor([&] { return w.hasVideo() && !w.scene().clips.empty(); }, 60000)) return 1;
        wait(500);
        tour.run("solve.run");
    }
    if (!waitFor([&] { return w.isSolving(); }, 60000)) return 1;
    waitFor([&] { return !w.knownPersons().empty(); });
    wait(3000);
    tour.shoot("01-solving");
    tour.panel("jobsDock", "jobs");
    if (!first) tour.run("solve.stop");
    if (!waitFor([&] { return !w.isSolving() && !w.scene().clips.empty(); })) return 1;
    if (first) {
        window.project().save(take);
        return waitFor([&] { return !window.project().isSaving() && QFileInfo::exists(take); }) ? 0 : 1;
    }
    w.playback().seek(FrameIndex(60));
    tour.solved();
    tour.corrected();
    tour.wide();
    tour.notices();
    tour.dialogs();
    std::fflush(nullptr);
    std::_Exit(0);   // the take is not saved, and nobody is to be asked about that
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: panel_pictures VIDEO FOLDER [GERMAN.qm]\n");
        return 2;
    }
    if (argc >= 5) {
        QApplication app(argc, argv);
        QApplication::setApplicationName("ropetp-pictures");
        QApplication::setOrganizationName("ropetp-pictures");
        QTemporaryDir settings;
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
        qputenv("XDG_STATE_HOME", settings.path().toLocal8Bit());
        return takeOne(app, QFileInfo(argv[1]).absoluteFilePath(), argv[2], argv[3], argv[4]);
    }
    QDir().mkpath(argv[2]);
    struct Look { const char *theme, *scale; QString german = "-"; };
    std::vector<Look> looks = {{"light", "1"}, {"dark", "1"}, {"light", "2"}, {"dark", "2"}};
    if (argc == 4) looks.push_back({"dark", "1", argv[3]});
    if (!QFileInfo::exists(QString(argv[2]) + "/take.ropetp")) looks.insert(looks.begin(), {"dark", "1"});   // makes the take
    for (const Look& look : looks) {
        qputenv("QT_SCALE_FACTOR", look.scale);
        if (QProcess::execute(argv[0], {argv[1], argv[2], look.theme, look.german}) != 0) return std::fprintf(stderr, "failed: %s %s\n", look.theme, look.scale), 1;
    }
    return 0;
}
