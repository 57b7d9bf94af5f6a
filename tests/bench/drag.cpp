// Prints how often a second a joint that is dragged over the footage is shown anew, in a window with both views, on clips
// of several lengths; and what of that is the edit, what the painting.
//   xvfb-run -a -s "-screen 0 1920x1200x24" bench_drag [FRAMES ...]
#include "edit/range_edits.h"
#include "tests/ui/posed_window.h"

#include <QElapsedTimer>

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

}  // namespace

int main(int argc, char** argv) {
    QSurfaceFormat::setDefaultFormat(render::WorldView::requiredFormat());
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-bench");
    QApplication::setOrganizationName("ropetp-bench");
    std::vector<int> lengths;
    for (int i = 1; i < argc; ++i) lengths.push_back(std::max(60, std::atoi(argv[i])));
    if (lengths.empty()) lengths = {60, 1200, 10000};
    for (const int frames : lengths)
        for (const bool wholeBody : {false, true}) measure(frames, wholeBody, false);
    for (const int frames : lengths) measure(frames, false, true);
    return 0;
}
