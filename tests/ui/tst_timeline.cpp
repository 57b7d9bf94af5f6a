#include <QElapsedTimer>
#include <QScrollBar>
#include <QPainter>
#include <QUndoStack>

#include "tests/ui/reviewed_window.h"

#ifndef Q_MOC_RUN
#include "edit/fix_edits.h"
#include "edit/range_edits.h"
#endif

using namespace ropetp;

/// The timeline under the mouse and the keys.
class TestTimeline : public QObject {
    Q_OBJECT

    static void addFix(test::ReviewedWindow& f, int frame, edit::Falloff falloff = {}) {
        body::Pose pose = f.workspace().scene().clips.at(f.person)->frames[std::size_t(frame)].poseInCam;
        pose.axisAngleRad[4].x() += 0.3;
        QVERIFY(f.workspace().apply(edit::setFix(f.person, FrameIndex(frame), edit::JointSet().set(4).set(1), false, pose, falloff)));
    }

  private Q_SLOTS:
    void zoomKeepsTheFrameUnderThePointer() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        const auto w = f.timeline->window();
        QCOMPARE(w.shown, double(w.frameCount));
        for (const double share : {0.2, 0.5, 0.83}) {
            f.timeline->showAll();
            const double x = w.left + share * w.across;
            for (int k = 0; k < 5; ++k) {
                const double before = f.timeline->window().at(x), shown = f.timeline->window().shown;
                f.wheel(f.timeline, {x, 60}, 120, Qt::ControlModifier);
                QVERIFY(f.timeline->window().shown < shown);
                QVERIFY2(std::abs(f.timeline->window().at(x) - before) < 0.05, qPrintable(QString("%1 became %2").arg(before).arg(f.timeline->window().at(x))));
            }
            // And out again: never beyond the video.
            for (int k = 0; k < 12; ++k) f.wheel(f.timeline, {x, 60}, -120, Qt::ControlModifier);
            QCOMPARE(f.timeline->window().first, 0.0);
            QCOMPARE(f.timeline->window().shown, double(w.frameCount));
        }
    }

    void keysZoomAroundThePlayhead() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        f.workspace().playback().seek(FrameIndex(150));
        const double x = f.timeline->window().middleOf(FrameIndex(150));
        QTest::keyClick(f.window.get(), Qt::Key_Plus);
        QTest::keyClick(f.window.get(), Qt::Key_Plus);
        QVERIFY(f.timeline->window().shown < 150);
        QVERIFY(std::abs(f.timeline->window().middleOf(FrameIndex(150)) - x) < 1);
        QTest::keyClick(f.window.get(), Qt::Key_Minus);
        QVERIFY(f.timeline->window().shown > 150);
        QTest::keyClick(f.window.get(), Qt::Key_A);
        QCOMPARE(f.timeline->window().shown, double(f.timeline->window().frameCount));
    }

    void wheelAndMiddleButtonPan() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        for (int k = 0; k < 6; ++k) f.wheel(f.timeline, {700, 60}, 120, Qt::ControlModifier);
        const double first = f.timeline->window().first;
        f.wheel(f.timeline, {700, 60}, -120);
        QVERIFY(f.timeline->window().first > first);
        const double under = f.timeline->window().at(700);
        QTest::mousePress(f.timeline, Qt::MiddleButton, {}, {700, 60});
        QMouseEvent move(QEvent::MouseMove, QPointF(600, 60), f.timeline->mapToGlobal(QPointF(600, 60)), Qt::NoButton, Qt::MiddleButton, {});
        QApplication::sendEvent(f.timeline, &move);
        QTest::mouseRelease(f.timeline, Qt::MiddleButton, {}, {600, 60});
        QVERIFY(std::abs(f.timeline->window().at(600) - under) < 0.01);
    }

    void dragScrubsAndRowsSelect() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        f.workspace().selectPerson(std::nullopt);
        const int y = f.timeline->rectOf(*f.timeline->rows().rows().front().track).center().y();
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, {int(f.timeline->xOf(FrameIndex(60)) + 1), y});
        QCOMPARE(f.at(), FrameIndex(60));
        QCOMPARE(f.workspace().selectedPerson(), std::optional(f.person));
        f.drag(f.timeline, {int(f.timeline->xOf(FrameIndex(80)) + 1), 10}, {int(f.timeline->xOf(FrameIndex(140)) + 1), 10});
        QCOMPARE(f.at(), FrameIndex(140));
        // In and out by their handles on the ruler.
        f.workspace().playback().setRange({FrameIndex(40), FrameIndex(100)});
        f.drag(f.timeline, {int(std::lround(f.timeline->xOf(FrameIndex(100)))), 22}, {int(std::lround(f.timeline->xOf(FrameIndex(180)))) + 1, 22});
        QCOMPARE(f.workspace().playback().range().first, FrameIndex(40));
        QVERIFY(std::abs(f.workspace().playback().range().end.value - 181) <= 1);
    }

    void clickOnAFixGoesThere() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        addFix(f, 66);
        addFix(f, 130);
        auto& fixes = f.track<ui::FixTrack>();
        const auto view = f.viewOf(fixes);
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, f.onTimeline(fixes, fixes.diamondX(view, 1), view.height / 2));
        QCOMPARE(f.at(), FrameIndex(130));
        QCOMPARE(f.workspace().joints().joints(), edit::JointSet().set(4).set(1));
        f.workspace().joints().clear();
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, f.onTimeline(fixes, fixes.diamondX(view, 0) + 3, view.height / 2));
        QCOMPARE(f.at(), FrameIndex(66));
        // Beside it, the timeline scrubs as everywhere.
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, f.onTimeline(fixes, f.timeline->xOf(FrameIndex(240)) + 2, view.height / 2));
        QCOMPARE(f.at(), FrameIndex(240));
        f.picture("timeline-fixes");
    }

    void draggingAWingChangesTheReach() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        addFix(f, 100);
        auto& w = f.workspace();
        const auto fix = [&] { return w.scene().layers.at(f.person)->fixes.front(); };
        const auto steps = [&] { return w.undoStack().count(); };
        const int before = steps();
        auto& fixes = f.track<ui::FixTrack>();
        const auto view = f.viewOf(fixes);
        const int y = int(view.height) - 6;
        const auto pull = [&](bool after, double frames, Qt::KeyboardModifiers modifiers = {}) {
            const double from = fixes.wingX(f.viewOf(fixes), 0, after);
            f.drag(f.timeline, f.onTimeline(fixes, from, y), f.onTimeline(fixes, from + frames * view.window.pxPerFrame(), y), modifiers);
        };
        pull(true, 15);   // half a second
        QVERIFY2(std::abs(fix().falloff.afterSec - 1.0) < 0.05, qPrintable(QString::number(fix().falloff.afterSec)));
        QCOMPARE(fix().falloff.beforeSec, 0.5);
        QCOMPARE(steps(), before + 1);
        pull(false, 6);
        QVERIFY2(std::abs(fix().falloff.beforeSec - 0.3) < 0.05, qPrintable(QString::number(fix().falloff.beforeSec)));
        QCOMPARE(steps(), before + 2);   // two drags, two steps
        pull(true, -6, Qt::ShiftModifier);
        QCOMPARE(fix().falloff.beforeSec, fix().falloff.afterSec);
        QVERIFY(std::abs(fix().falloff.afterSec - 0.8) < 0.06);
        pull(true, 1000);
        QVERIFY(fix().falloff.afterSec <= edit::kLongestFalloffSec);
        for (int k = 0; k < 4; ++k) w.undoStack().undo();
        QCOMPARE(fix().falloff, edit::Falloff());
    }

    void aRangeToolIsSelectedAndDeleted() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        auto& w = f.workspace();
        const auto tool = [&](int first, int end, edit::ToolKind kind) { return edit::addTool(f.person, {{FrameIndex(first), FrameIndex(end)}, edit::wholeBody(), false, 0.1, std::move(kind)}); };
        QVERIFY(w.apply(tool(20, 80, edit::SmoothTool{})));
        QVERIFY(w.apply(tool(60, 120, edit::HoldTool{FrameIndex(70)})));
        auto& tools = f.track<ui::ToolTrack>();
        QVERIFY(f.timeline->rectOf(tools).height() > 30);   // two lanes
        f.picture("timeline-tools");
        const int count = w.undoStack().count();
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, f.onTimeline(tools, f.timeline->xOf(FrameIndex(40)), 10));
        QVERIFY(tools.hasSelection());
        QTRY_VERIFY(f.timeline->hasFocus());
        QTest::keyClick(f.timeline, Qt::Key_Delete);
        QCOMPARE(w.scene().layers.at(f.person)->tools.size(), std::size_t(1));
        QVERIFY(std::holds_alternative<edit::HoldTool>(w.scene().layers.at(f.person)->tools[0].kind));
        QCOMPARE(w.undoStack().count(), count + 1);
        w.undoStack().undo();
        QCOMPARE(w.scene().layers.at(f.person)->tools.size(), std::size_t(2));
        QVERIFY(!tools.hasSelection());
        QTest::keyClick(f.timeline, Qt::Key_Delete);
        QCOMPARE(w.scene().layers.at(f.person)->tools.size(), std::size_t(2));
    }

    void groupsOpenAndCloseAndScroll() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        const auto rows = [&] { return f.timeline->rows().rows().size(); };
        auto& quality = f.track<ui::QualityTrack>();
        const auto fold = [&](const ui::TimelineTrack& t) { return QPoint(8 + 12 * t.level(), f.timeline->rectOf(t).center().y()); };
        const auto shown = rows();
        QVERIFY(shown >= 3);
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, fold(quality));
        QCOMPARE(rows(), shown + review::kLimbCount);
        f.timeline->resize(f.timeline->width(), 100);
        auto* scroll = f.timeline->findChild<QScrollBar*>("timelineScroll");
        QVERIFY(scroll->isVisible() && scroll->maximum() > 50);
        f.wheel(f.timeline, {40, 60}, -240);
        QVERIFY(scroll->value() > 0);
        scroll->setValue(0);
        auto& person = *f.timeline->rows().rows().front().track;
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, fold(person));
        QCOMPARE(rows(), std::size_t(1));
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, fold(person));
        QCOMPARE(rows(), shown + review::kLimbCount);
    }

    void stopsOnTheQualityTrackAreClicked() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        auto& quality = f.track<ui::QualityTrack>();
        const auto stop = f.review().queue().stops().front();
        QTest::mouseClick(f.timeline, Qt::LeftButton, {}, f.onTimeline(quality, f.timeline->window().middleOf(stop.frame), 4));
        QCOMPARE(f.at(), stop.frame);
        QCOMPARE(f.workspace().joints().primary(), std::optional(stop.joint));
        const QString tip = quality.toolTip(f.viewOf(quality), {f.timeline->window().middleOf(stop.frame), 14});
        QVERIFY2(tip.contains('%') || tip.length() > 30, qPrintable(tip));
        QVERIFY(quality.toolTip(f.viewOf(quality), {f.timeline->window().middleOf(FrameIndex(30)), 14}).startsWith("Nothing suspicious"));
    }

    /// A fault of one frame is seen when ten thousand frames share a strip of a thousand pixels.
    void oneBadFrameOfManyShows() {
        ui::FrameStrip strip;
        std::vector<ui::FrameStrip::Cell> cells(10000, {0.1f, qRgb(0, 0, 255)});
        cells[7654] = {0.9f, qRgb(255, 0, 0)};
        strip.set(cells);
        QImage image(1100, 10, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::black);
        ui::TrackView view;
        view.window = {0, 10000, 100, 1000, 10000};
        view.height = 10;
        {
            QPainter painter(&image);
            strip.paint(painter, view, 0, 10);
        }
        int red = 0;
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, 5) == QColor(255, 0, 0)) ++red;
        QVERIFY2(red >= 1 && red <= 2, qPrintable(QString::number(red)));
        QCOMPARE(image.pixelColor(100 + 765, 5), QColor(255, 0, 0));
        QCOMPARE(image.pixelColor(50, 5), QColor(Qt::black));   // headers
    }

    /// Ten thousand frames with everything on: what a repaint takes is printed; far above it something is wrong.
    void tenThousandFramesStaySmooth() {
        test::MainWindowFixture f;
        QVERIFY(f.shown);
        constexpr int kFrames = 10000;
        auto& w = f.window->workspace();
        f.window->resize(1780, 900);
        edit::Scene scene;
        auto video = std::make_shared<media::VideoInfo>();
        video->width = 1280, video->height = 720, video->fps = 30;
        for (int i = 0; i < kFrames; ++i) video->ptsSec.push_back(i / 30.0);
        scene.video = video;
        scene.body = body::mannequin();
        track::TrackSet tracks;
        tracks.persons.resize(1);
        tracks.persons[0].id = PersonId(1);
        for (int i = 0; i < kFrames; ++i) tracks.persons[0].observations[FrameIndex(i)].box = {10, 10, 100, 300};
        scene.tracks = std::make_shared<const track::TrackSet>(tracks);
        w.playback().setFrames(video->ptsSec);
        w.document().reset(scene);
        auto clip = std::make_shared<body::MotionClip>(*test::damagedWalk(PersonId(1), kFrames));
        QVERIFY(w.apply(edit::commitSolve(nullptr, {clip}, {}, {})));
        w.selectPerson(PersonId(1));
        for (int i = 100; i <= 1000; i += 150)
            QVERIFY(w.apply(edit::setFix(PersonId(1), FrameIndex(i), edit::JointSet().set(4), false, clip->frames[std::size_t(i)].poseInCam)));
        QVERIFY(w.apply(edit::addTool(PersonId(1), {{FrameIndex(2000), FrameIndex(4000)}, edit::wholeBody(), false, 0.1, edit::SmoothTool{}})));
        auto& review = f.window->review();
        QVERIFY(QTest::qWaitFor([&] { return !review.isBusy() && review.reviewOf(PersonId(1)); }, 60000));
        auto* timeline = f.find<ui::Timeline>("timeline");
        for (auto* t : timeline->rows().added())
            if (t->isOpen()) t->setOpen(true);
        timeline->resize(1500, 320);
        QImage canvas(timeline->size() * timeline->devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        canvas.setDevicePixelRatio(timeline->devicePixelRatioF());
        const auto paintMs = [&](bool zooms) {
            constexpr int kTimes = 20;
            QElapsedTimer timer;
            timer.start();
            for (int k = 0; k < kTimes; ++k) {
                if (zooms) timeline->zoom(k % 2 ? 1.1 : 1 / 1.1);
                timeline->render(&canvas);
            }
            return double(timer.nsecsElapsed()) / 1e6 / kTimes;
        };
        timeline->render(&canvas);
        timeline->zoom(2);
        const double still = paintMs(false), zooming = paintMs(true);
        timeline->showAll();
        const double all = paintMs(false);
        qInfo("10 000 frames at 1500 px: a repaint takes %.2f ms (all frames), %.2f ms (zoomed in), %.2f ms (while zooming)", all, still, zooming);
        QVERIFY2(std::max({still, zooming, all}) < 40, "a repaint takes too long");
        if (const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES"); !to.isEmpty()) canvas.save(to + "/timeline-10000.png");
    }
};

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
