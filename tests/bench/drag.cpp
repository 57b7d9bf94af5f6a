// Prints how often a second a joint that is dragged over the footage is shown anew, in a window with both views, on clips
// of several lengths; and what of that is the edit, what the painting. Then how long a scrub to a cached frame takes until both
// views show it, and a repaint of curves.
//   xvfb-run -a -s "-screen 0 1920x1200x24" bench_drag [FRAMES ...]
#include "edit/range_edits.h"
#include "tests/ui/paint_watch.h"
#include "tests/ui/posed_window.h"
#include "ui/graph_editor/curve_painter.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cstdio>

using namespace ropetp;

namespace {

constexpr int kMoves = 120;

void measure(int frames, bool wholeBody, bool smoothed) {
    test::PosedWindow f;
    if (!f.shown || !f.open(frames)) {
        std::fprintf(stderr, "the window did not come up\n");
        return;
    }
    if (smoothed && !f.workspace().apply(edit::addTool(f.person, {{FrameIndex(0), FrameIndex(frames)}, edit::wholeBody(), false, 0.1, edit::SmoothTool{}}))) return;
    auto o = f.poses().options();
    o.wholeBody = wholeBody;
    f.poses().setOptions(o);
    f.poses().setTool(ui::PoseTool::Move);
    QTest::qWait(200);
    const auto wrist = body::Joint::LeftWrist;
    const QPointF from = f.seen(30, wrist);
    const auto move = [&](int k) {
        const double a = 2 * EIGEN_PI * k / kMoves;
        const QPointF at = from + QPointF(-20 + 20 * std::cos(a), 25 * std::sin(a));
        QMouseEvent event(QEvent::MouseMove, at, f.video->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.video, &event);
    };
    QTest::mousePress(f.video, Qt::LeftButton, {}, from.toPoint());
    move(kMoves / 4);
    QApplication::processEvents();
    const auto timed = [&](auto&& show) {
        QElapsedTimer clock;
        clock.start();
        for (int k = 0; k < kMoves; ++k) {
            move(k);
            show();
        }
        return double(clock.nsecsElapsed()) * 1e-6 / kMoves;
    };
    const double edit = timed([] {});
    QApplication::processEvents();
    const double footage = timed([&] { f.video->repaint(); });
    QApplication::processEvents();
    // Everything that waits to be painted is painted, in both views and the panels.
    const double window = timed([] { QApplication::processEvents(); });
    QTest::mouseRelease(f.video, Qt::LeftButton, {}, from.toPoint());
    std::printf("%6d frames, %-10s%-10s edit %5.1f ms, with the footage %5.1f ms, with the whole window %5.1f ms: %5.1f updates/s\n", frames, wholeBody ? "whole body" : "arm",
                smoothed ? ", smoothed" : "", edit, footage, window, 1000 / window);
    std::fflush(stdout);
}

/// From the seek to a frame that is in the cache until footage and world both show it.
void measureScrub(int frames) {
    test::PosedWindow f;
    if (!f.shown || !f.open(frames)) return void(std::fprintf(stderr, "the window did not come up\n"));
    QTest::qWait(300);
    test::PaintWatch footage, world;
    f.video->installEventFilter(&footage);
    f.world->installEventFilter(&world);
    constexpr int kFirst = 20, kEnd = 50;
    std::vector<double> ms;
    // The first round brings the frames into the cache; the others jump about among them.
    for (int k = 0; k < 4 * (kEnd - kFirst); ++k) {
        const int frame = k < kEnd - kFirst ? kFirst + k : kFirst + k * 7 % (kEnd - kFirst);
        if (f.workspace().playback().current() == FrameIndex(frame)) continue;
        QElapsedTimer clock;
        clock.start();
        f.workspace().playback().seek(FrameIndex(frame));
        footage.seen = world.seen = false;
        while (!(f.video->shownFrame() == FrameIndex(frame) && footage.seen && world.seen)) {
            // The paint that counts is one of the new picture.
            if (f.video->shownFrame() != FrameIndex(frame)) footage.seen = false;
            if (clock.elapsed() > 5000) return void(std::fprintf(stderr, "frame %d is never shown\n", frame));
            QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        }
        if (k >= kEnd - kFirst) ms.push_back(double(clock.nsecsElapsed()) * 1e-6);
        QApplication::processEvents();
    }
    std::sort(ms.begin(), ms.end());
    const auto at = [&](double q) { return ms[std::size_t(q * double(ms.size() - 1))]; };
    std::printf("%6d frames, scrub to a cached frame until both views show it: median %.1f ms, 95 %% %.1f ms, most %.1f ms (%zu scrubs)\n", frames, at(0.5), at(0.95), at(1), ms.size());
    std::fflush(stdout);
}

/// The curves of two joints and of their solves, 10 000 frames, on 1500 pixels.
void measureCurves() {
    std::vector<std::vector<float>> curves(12, std::vector<float>(10000));
    for (std::size_t k = 0; k < curves.size(); ++k)
        for (std::size_t i = 0; i < curves[k].size(); ++i) curves[k][i] = float(40 * std::sin(double(i) * 0.05 + double(k)) + 5 * std::sin(double(i) * 1.7));
    QPixmap pixmap(1500, 300);
    ui::TimeWindow time;
    time.across = 1500, time.frameCount = 10000;
    ui::ValueWindow window;
    window.low = -50, window.high = 50, window.height = 300;
    for (const double shown : {10000.0, 2500.0, 1500.0, 300.0}) {
        time.shown = shown, time.first = (10000 - shown) / 2;
        std::vector<double> ms;
        for (int k = 0; k < 21; ++k) {
            QElapsedTimer clock;
            clock.start();
            QPainter painter(&pixmap);
            for (const auto& c : curves) ui::paintCurve(painter, c, FrameIndex(0), time, window, {Qt::red, 1.5, true});
            painter.end();
            ms.push_back(double(clock.nsecsElapsed()) * 1e-6);
        }
        std::sort(ms.begin(), ms.end());
        std::printf("12 curves, %5.0f of 10 000 frames on 1500 px: median %.2f ms, least %.2f ms\n", shown, ms[ms.size() / 2], ms.front());
    }
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-bench");
    QApplication::setOrganizationName("ropetp-bench");
    std::vector<int> lengths;
    for (int i = 1; i < argc; ++i) lengths.push_back(std::max(60, std::atoi(argv[i])));
    if (lengths.empty()) lengths = {60, 1200, 10000};
    for (const int frames : lengths)
        for (const bool wholeBody : {false, true}) measure(frames, wholeBody, false);
    for (const int frames : lengths) measure(frames, false, true);
    for (const int frames : lengths) measureScrub(frames);
    measureCurves();
    return 0;
}
