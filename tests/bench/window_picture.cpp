// Makes the pictures of the documentation: opens a video, solves it, goes to a frame, saves the window.
//   xvfb-run -a -s "-screen 0 1700x1100x24" window_picture VIDEO FRAME OUT.png [dark|light] [skeleton] [points] [boxes] [top|camera|follow]
//       [run:COMMAND ...] [choose:COMBOBOX=INDEX ...] [dialog]
// run: a command by its id, e.g. run:review.next; dialog: the picture is of the dialog that the commands have opened, after choose.
#include "render/world_view.h"
#include "ui/main_window.h"
#include "ui/settings.h"
#include "ui/theme.h"
#include "ui/video_view.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>

#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: window_picture VIDEO FRAME OUT.png [dark|light] [skeleton] [points] [boxes] [top|camera|follow]\n");
        return 2;
    }
    using namespace ropetp;
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-picture");
    QApplication::setOrganizationName("ropetp-picture");
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_STATE_HOME", settings.path().toLocal8Bit());
    const QStringList words = QApplication::arguments().mid(4);
    ui::Theme::apply(app, words.contains("light") ? ui::ThemeChoice::Light : ui::ThemeChoice::Dark);
    ui::MainWindow window{QString()};
    window.resize(1600, 940);
    window.show();
    auto& workspace = window.workspace();
    bool failed = false, solved = false;
    QObject::connect(&workspace, &ui::Workspace::failed, &app, [&](const Error& e) {
        std::fprintf(stderr, "%s\n", describe(e).c_str());
        failed = true;
    });
    QObject::connect(&workspace, &ui::Workspace::solvingChanged, &app, [&](bool solving) { solved |= !solving && !workspace.scene().clips.empty(); });
    window.open(argv[1]);
    while (!solved && !failed) app.processEvents(QEventLoop::WaitForMoreEvents);
    if (failed) return 1;
    workspace.playback().seek(FrameIndex(std::atoll(argv[2])));
    auto* video = window.findChild<ui::VideoView*>("videoView");
    auto options = video->overlayOptions();
    options.skeleton = words.contains("skeleton");
    options.points2d = words.contains("points");
    options.boxes = words.contains("boxes");
    video->setOverlayOptions(options);
    for (const auto& [word, button] : {std::pair{"top", "viewTop"}, {"camera", "viewCamera"}, {"follow", "viewFollow"}})
        if (words.contains(word)) window.findChild<QToolButton*>(button)->click();
    QElapsedTimer settle;
    settle.start();
    while (settle.elapsed() < 1500) app.processEvents(QEventLoop::AllEvents, 50);
    const auto wait = [&](int ms) {
        settle.restart();
        while (settle.elapsed() < ms) app.processEvents(QEventLoop::AllEvents, 50);
    };
    for (const QString& word : words) {
        if (word.startsWith("run:")) {
            const auto* command = window.commands().find(word.mid(4));
            if (!command) return std::fprintf(stderr, "there is no command %s\n", qPrintable(word.mid(4))), 2;
            command->action->trigger();
            wait(2500);
        } else if (word.startsWith("choose:")) {
            auto* box = window.findChild<QComboBox*>(word.section('=', 0, 0).mid(7));
            if (!box) return std::fprintf(stderr, "there is no %s\n", qPrintable(word)), 2;
            box->setCurrentIndex(word.section('=', 1).toInt());
            wait(300);
        }
    }
    QWidget* shown = &window;
    if (words.contains("dialog"))
        for (auto* dialog : window.findChildren<QDialog*>())
            if (dialog->isVisible()) shown = dialog;
    return shown->grab().save(argv[3]) ? 0 : 1;
}
