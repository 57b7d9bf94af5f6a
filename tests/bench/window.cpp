// Prints how quick the window is: from the start of the process to the first picture on the screen, and how long
// the event loop is busy while a solve runs and somebody scrubs.
//   xvfb-run -a -s "-screen 0 1600x1000x24" bench_window VIDEO
#include "render/world_view.h"
#include "tests/ui/paint_watch.h"
#include "ui/main_window.h"
#include "ui/settings.h"
#include "ui/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

/// Seconds since this process was started, linking of libraries included.
double secondsSinceStart() {
    std::ifstream stat("/proc/self/stat"), uptime("/proc/uptime");
    std::string all((std::istreambuf_iterator<char>(stat)), {});
    std::istringstream fields(all.substr(all.rfind(')') + 2));
    std::string word;
    for (int i = 3; i <= 22; ++i) fields >> word;   // field 22: start time in clock ticks
    double now = 0;
    uptime >> now;
    return now - std::stod(word) / double(sysconf(_SC_CLK_TCK));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_window VIDEO\n");
        return 2;
    }
    using namespace ropetp;
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-bench");
    QApplication::setOrganizationName("ropetp-bench");
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_STATE_HOME", settings.path().toLocal8Bit());
    ui::Settings::setSolveOnOpen(false);
    ui::Theme::apply(app, ui::ThemeChoice::Dark);
    ui::MainWindow window{QString()};
    window.resize(1500, 900);
    window.show();
    auto* world = window.findChild<render::WorldView*>("worldView");
    test::PaintWatch watch;
    world->installEventFilter(&watch);
    while (!watch.seen) app.processEvents(QEventLoop::WaitForMoreEvents);
    std::printf("first window after %.2f s\n", secondsSinceStart());

    auto& workspace = window.workspace();
    window.open(argv[1]);
    while (!workspace.hasVideo()) app.processEvents(QEventLoop::WaitForMoreEvents);

    // A heart that should beat every 5 ms; its gaps are how long the loop was busy.
    std::vector<double> gapsMs;
    QElapsedTimer clock;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    QObject::connect(&heart, &QTimer::timeout, &app, [&] {
        gapsMs.push_back(double(clock.nsecsElapsed()) * 1e-6 - 5);
        clock.restart();
    });
    QTimer scrub;
    QObject::connect(&scrub, &QTimer::timeout, &app, [&] {
        auto& p = workspace.playback();
        p.seek(FrameIndex((p.current().value + 7) % p.frameCount()));
    });
    const auto measure = [&](const char* name, const std::function<bool()>& done) {
        gapsMs.clear();
        clock.start();
        heart.start(5);
        scrub.start(100);
        while (!done()) app.processEvents(QEventLoop::WaitForMoreEvents);
        heart.stop();
        scrub.stop();
        std::sort(gapsMs.begin(), gapsMs.end());
        const auto at = [&](double q) { return std::max(0.0, gapsMs[std::size_t(q * double(gapsMs.size() - 1))]); };
        std::printf("%-28s busy for: median %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms, most %.1f ms (%zu beats)\n", name, at(0.5), at(0.95), at(0.99), at(1), gapsMs.size());
    };
    QElapsedTimer quiet;
    quiet.start();
    measure("scrubbing", [&] { return quiet.elapsed() > 4000; });
    workspace.solve();
    measure("scrubbing during a solve", [&] { return !workspace.isSolving(); });
    quiet.restart();
    measure("scrubbing with the result", [&] { return quiet.elapsed() > 4000; });
    return 0;
}
