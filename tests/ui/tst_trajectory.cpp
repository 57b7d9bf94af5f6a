#include <QTest>

#include "tests/ui/posed_window.h"
#include "ui/floor_handle.h"
#include "ui/timeline/contact_track.h"
#include "ui/timeline/timeline.h"
#include "ui/trajectory_handles.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>

#ifndef Q_MOC_RUN
#include "edit/scene_compare.h"
#include "trajectory/leg_bend.h"
#endif

using namespace ropetp;

namespace {

class TrajectoryWindow : public test::PosedWindow {
  public:
    ui::TrajectoryEditor& editor() { return window->trajectories(); }
    ui::TrajectoryHandles& handlesOfPins() { return *world->findChild<ui::TrajectoryHandles*>(); }
    QPoint ball(int frame) { return handlesOfPins().ball(FrameIndex(frame)).value_or(QPointF(-1, -1)).toPoint(); }
    Eigen::Vector3d pelvis(int frame) { return inWorld(frame, body::Joint::Pelvis); }
    /// Until draft and full solve are there.
    bool settled() { return QTest::qWaitFor([&] { return !editor().isSolving(); }, 60000); }
    ui::ContactTrack* track(const char* name) { 
        for (const auto& row : find<ui::Timeline>("timeline")->rows().rows())
            if (row.track->objectName() == QStringLiteral("contactTrack_") + name) return qobject_cast<ui::ContactTrack*>(row.track);
        return nullptr;
    }
    void trigger(const char* id) { window->commands().find(id)->action->trigger(); }
    const edit::TrajectoryEdits& edits() { return *editor().edits(); }
};

}  // namespace

/// Pins in the world, contacts on the timeline: by key and mouse, as users do it.
class TestTrajectory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPinIsSetByKeyDraggedAndUndone() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        const edit::Scene start = f.workspace().scene();
        const int steps = f.steps();
        QTest::keyClick(f.window.get(), Qt::Key_P, Qt::ShiftModifier);
        QCOMPARE(f.edits().pins.size(), std::size_t(1));
        QCOMPARE(f.edits().pins[0].frame, FrameIndex(30));
        QVERIFY(f.settled());
        QCOMPARE(f.steps(), steps + 1);   // pin and trajectory are one step
        QVERIFY((f.pelvis(30) - f.edits().pins[0].pelvisM).norm() < 0.01);
        f.trigger("trajectory.pin");      // the same key again takes it away
        QVERIFY(f.edits().pins.empty());
        f.workspace().undoStack().undo();
        QCOMPARE(f.edits().pins.size(), std::size_t(1));

        // Dragged over the floor: shown at once, solved when it is let go.
        const Eigen::Vector3d from = f.edits().pins[0].pelvisM;
        const QPoint at = f.ball(30), to = at + QPoint(60, 18);
        test::PosedWindow::drag(f.world, at, to, {}, false);
        const auto* shown = f.workspace().clipOf(f.person);
        QVERIFY((shown->frames[30].poseInWorld.translationM - f.at(30).poseInWorld.translationM).norm() > 0.05);
        QCOMPARE(f.edits().pins[0].pelvisM, from);
        f.picture("pin-drag");
        QTest::mouseRelease(f.world, Qt::LeftButton, {}, to);
        const Eigen::Vector3d wanted = f.edits().pins[0].pelvisM;
        QVERIFY2((wanted - from).norm() > 0.05 && std::abs(wanted.y() - from.y()) < 1e-6, qPrintable(QString::number((wanted - from).norm())));
        QVERIFY((f.ball(30) - to).manhattanLength() <= 2);
        QVERIFY(f.settled());
        QVERIFY2((f.pelvis(30) - wanted).norm() < 0.01, qPrintable(QString::number((f.pelvis(30) - wanted).norm())));
        QVERIFY(!f.editor().pathBefore().empty());
        f.picture("pin-dragged");
        // Ctrl: its height alone.
        test::PosedWindow::drag(f.world, f.ball(30), f.ball(30) - QPoint(0, 12), Qt::ControlModifier);
        QVERIFY(f.edits().pins[0].pelvisM.y() > wanted.y() + 0.01);
        QVERIFY(std::abs(f.edits().pins[0].pelvisM.x() - wanted.x()) < 1e-9);
        QVERIFY(f.settled());
        QCOMPARE(f.steps(), steps + 3);
        // Esc gives a drag up.
        const auto kept = f.edits();
        test::PosedWindow::drag(f.world, f.ball(30), f.ball(30) + QPoint(30, 0), {}, false);
        QTest::keyClick(f.world, Qt::Key_Escape);
        QTest::mouseRelease(f.world, Qt::LeftButton, {}, f.ball(30));
        QCOMPARE(f.edits(), kept);
        while (f.steps() > 0 && f.workspace().undoStack().index() > steps) f.workspace().undoStack().undo();
        QCOMPARE(edit::firstDifference(start, f.workspace().scene()), std::string());
        QVERIFY(f.editor().pathBefore().empty());
    }

    void aClickOnAPinGoesToItsFrame() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        f.trigger("trajectory.pin");
        QVERIFY(f.settled());
        QVERIFY(f.seek(50));
        QTest::mouseClick(f.world, Qt::LeftButton, {}, f.ball(30));
        QCOMPARE(f.workspace().playback().current(), FrameIndex(30));
    }

    void thePanelEditsAPin() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        f.trigger("trajectory.pin");
        QVERIFY(f.settled());
        QCOMPARE(f.find<QTableWidget>("pinTable")->rowCount(), 1);
        f.find<QDoubleSpinBox>("pinSoftness")->setValue(0.3);
        QCOMPARE(f.edits().pins[0].softnessM, 0.3);
        f.find<QDoubleSpinBox>("pinX")->setValue(1.5);
        QCOMPARE(f.edits().pins[0].pelvisM.x(), 1.5);
        QVERIFY(f.settled());
        QTest::mouseClick(f.find<QWidget>("removePin"), Qt::LeftButton);
        QVERIFY(f.edits().pins.empty());
        f.find<QDoubleSpinBox>("personFloorHeight")->setValue(0.1);
        QVERIFY(f.settled());
        const double before = f.pelvis(30).y();
        f.find<QDoubleSpinBox>("personFloorHeight")->setValue(0.35);
        QVERIFY(f.settled());
        QVERIFY2(std::abs(f.pelvis(30).y() - before - 0.25) < 0.06, qPrintable(QString::number(f.pelvis(30).y() - before)));
    }

    void theEndOfAContactBarIsDragged() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        auto* timeline = f.find<ui::Timeline>("timeline");
        timeline->zoom(8);
        auto* track = f.track("left_heel");
        QVERIFY(track);
        f.editor().setContact(0, {FrameIndex(20), FrameIndex(28)}, true);
        QVERIFY(f.settled());
        const int steps = f.steps();
        const auto row = timeline->rectOf(*track);
        QVERIFY(!row.isEmpty());
        const auto at = [&](double frame) { return QPoint(qRound(timeline->window().xOf(frame)), row.center().y()); };
        const auto bar = std::ranges::find_if(track->bars(), [](const auto& b) { return b.range.contains(FrameIndex(22)); });
        QVERIFY(bar != track->bars().end() && bar->stands && bar->said);
        const FrameIndex end = bar->range.end;
        test::PosedWindow::drag(timeline, at(double(end.value)), at(double(end.value) + 6));
        QCOMPARE(f.steps(), steps + 1);
        QCOMPARE(edit::saidContact(f.edits(), 0, FrameIndex(end.value + 5)), std::optional(true));
        QCOMPARE(edit::saidContact(f.edits(), 0, FrameIndex(end.value + 6)), std::nullopt);
        // The foot stands there at once.
        const auto heel = [&](int frame) { return trajectory::footPoints(f.rest(), f.at(frame).poseInWorld)[0]; };
        const auto slides = [&] {
            double most = 0;
            for (int i = 21; i < int(end.value) + 6; ++i) most = std::max(most, std::hypot(heel(i).x() - heel(i - 1).x(), heel(i).z() - heel(i - 1).z()));
            return most;
        };
        QVERIFY(f.settled());
        QVERIFY2(slides() < 0.001, qPrintable(QString("%1 mm a frame").arg(1000 * slides())));
        QCOMPARE(f.steps(), steps + 1);
        f.picture("contacts");
        // Back in: lifted.
        test::PosedWindow::drag(timeline, at(double(end.value) + 6), at(double(end.value) + 2));
        QCOMPARE(edit::saidContact(f.edits(), 0, FrameIndex(end.value + 3)), std::optional(false));
        QVERIFY(f.at(int(end.value) + 3).contacts[0] < 0.5f);
        QVERIFY(f.settled());
        // Selected, and taken away.
        QTest::mouseClick(timeline, Qt::LeftButton, {}, at(23.5));
        QVERIFY(track->hasSelection());
        QTest::keyClick(timeline, Qt::Key_Delete);
        QCOMPARE(edit::saidContact(f.edits(), 0, FrameIndex(23)), std::optional(false));
    }

    void aContactBarIsMovedAsAWhole() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        auto* timeline = f.find<ui::Timeline>("timeline");
        timeline->zoom(8);
        auto* track = f.track("left_heel");
        QVERIFY(track);
        f.editor().setContact(0, {FrameIndex(30), FrameIndex(56)}, false);   // room on both sides
        f.editor().setContact(0, {FrameIndex(36), FrameIndex(44)}, true);
        QVERIFY(f.settled());
        const int steps = f.steps();
        const auto before = f.edits();
        const auto row = timeline->rectOf(*track);
        const auto at = [&](double frame) { return QPoint(qRound(timeline->window().xOf(frame)), row.center().y()); };
        const auto stands = [&] {
            for (const auto& b : track->bars())
                if (b.stands && b.range.first.value >= 30 && b.range.end.value <= 56) return b.range;
            return FrameRange{};
        };
        QCOMPARE(stands(), (FrameRange{FrameIndex(36), FrameIndex(44)}));
        // Esc gives it up.
        test::PosedWindow::drag(timeline, at(40.5), at(45.5), {}, false);
        QVERIFY(track->hasSelection());
        QTest::keyClick(timeline, Qt::Key_Escape);
        QTest::mouseRelease(timeline, Qt::LeftButton, {}, at(45.5));
        QCOMPARE(f.edits(), before);
        QCOMPARE(f.steps(), steps);
        // Five frames on: as long as before, one step.
        test::PosedWindow::drag(timeline, at(40.5), at(45.5));
        QCOMPARE(stands(), (FrameRange{FrameIndex(41), FrameIndex(49)}));
        QVERIFY(track->hasSelection());
        QCOMPARE(f.steps(), steps + 1);
        QVERIFY(f.settled());
        QCOMPARE(f.steps(), steps + 1);
        QCOMPARE(stands(), (FrameRange{FrameIndex(41), FrameIndex(49)}));
        QVERIFY(f.at(38).contacts[0] < 0.5f && f.at(47).contacts[0] > 0.5f);
        f.picture("contact-moved");
        f.workspace().undoStack().undo();
        QCOMPARE(f.edits(), before);
        f.workspace().undoStack().redo();
        // Back, farther than its own length.
        test::PosedWindow::drag(timeline, at(46.5), at(36.5));
        QCOMPARE(stands(), (FrameRange{FrameIndex(31), FrameIndex(39)}));
        QVERIFY(f.settled());
        // A click selects, and moves nothing.
        const auto kept = f.edits();
        QTest::mouseClick(timeline, Qt::LeftButton, {}, at(34.5));
        QCOMPARE(f.edits(), kept);
    }

    void theFloorIsDraggedUpAndDown() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        auto* floor = f.world->findChild<ui::FloorHandle*>();
        QVERIFY(floor && floor->handle());
        f.trigger("trajectory.solveAgain");   // so that the person stands on its floor
        QVERIFY(f.settled());
        QVERIFY(floor->handle());
        const int steps = f.steps();
        const double before = f.pelvis(30).y();
        const QPoint from = floor->handle()->toPoint(), to = from - QPoint(0, 30);
        f.picture("floor-handle");
        const auto shown = [&] { return f.workspace().clipOf(f.person)->frames[30].poseInWorld.translationM.y() - f.at(30).poseInWorld.translationM.y(); };
        // Esc gives it up.
        test::PosedWindow::drag(f.world, from, to, {}, false);
        QVERIFY2(shown() > 0.05, qPrintable(QString::number(shown())));
        f.picture("floor-drag");
        QTest::keyClick(f.world, Qt::Key_Escape);
        QTest::mouseRelease(f.world, Qt::LeftButton, {}, to);
        QCOMPARE(f.edits().floorHeightM, 0.0);
        QCOMPARE(shown(), 0.0);
        QCOMPARE(f.steps(), steps);
        // A click is no drag.
        QTest::mouseClick(f.world, Qt::LeftButton, {}, from);
        QCOMPARE(f.steps(), steps);
        test::PosedWindow::drag(f.world, from, to);
        const double height = f.edits().floorHeightM;
        QVERIFY2(height > 0.05 && height < 1.5, qPrintable(QString::number(height)));
        QVERIFY(f.settled());
        QCOMPARE(f.steps(), steps + 1);
        QVERIFY2(std::abs(f.pelvis(30).y() - before - height) < 0.06, qPrintable(QString::number(f.pelvis(30).y() - before)));
        QCOMPARE(f.find<QDoubleSpinBox>("personFloorHeight")->value(), height);
        // The handle stands where it was let go, but for perspective: the person may have been placed a little elsewhere.
        QVERIFY(floor->handle() && std::abs(floor->handle()->y() - to.y()) < 12);
        // Ctrl: a tenth.
        const QPoint now = floor->handle()->toPoint();
        test::PosedWindow::drag(f.world, now, now + QPoint(0, 30), Qt::ControlModifier);
        const double lowered = height - f.edits().floorHeightM;
        QVERIFY2(lowered > 0.05 * height && lowered < 0.2 * height, qPrintable(QString::number(lowered)));
        QVERIFY(f.settled());
        f.workspace().undoStack().undo();
        QCOMPARE(f.edits().floorHeightM, height);
        f.workspace().undoStack().undo();
        QCOMPARE(f.edits().floorHeightM, 0.0);
        // From straight above no height can be told.
        f.world->setPreset(render::ViewPreset::Top);
        QTRY_VERIFY(!floor->handle());
    }

    void aContactIsDrawnAndAClickScrubs() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        auto* timeline = f.find<ui::Timeline>("timeline");
        timeline->zoom(8);
        // The trajectory that is solved anew tells contacts of its own: wait for them.
        f.trigger("trajectory.solveAgain");
        QVERIFY(f.settled());
        auto* track = f.track("left_heel");
        QVERIFY(track);
        const auto row = timeline->rectOf(*track);
        const auto at = [&](double frame) { return QPoint(qRound(timeline->window().xOf(frame)), row.center().y()); };
        int first = -1;
        for (int i = 16; i < 56 && first < 0; ++i)
            if (row.contains(at(i)) && std::ranges::none_of(track->bars(), [&](const auto& b) { return b.range.first.value <= i + 4 && b.range.end.value >= i - 1; })) first = i;
        if (first < 0) QFAIL("the heel stands all the time");
        test::PosedWindow::drag(timeline, at(first + 0.5), at(first + 3.5));
        QCOMPARE(f.edits().contacts.size(), std::size_t(1));
        QCOMPARE(f.edits().contacts[0].range, (FrameRange{FrameIndex(first), FrameIndex(first + 4)}));
        QVERIFY(f.settled());
        const int steps = f.steps();
        QTest::mouseClick(timeline, Qt::LeftButton, {}, at(61.5));   // beyond the take nothing stands
        QCOMPARE(f.workspace().playback().current(), FrameIndex(61));
        QCOMPARE(f.steps(), steps);
    }

    void theWayIsShownAndCompared() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        f.trigger("trajectory.spread");
        QVERIFY(QTest::qWaitFor([&] { return f.editor().spread() != nullptr; }, 60000));
        QCOMPARE(f.editor().spread()->meanM.size(), f.clip().frames.size());
        f.trigger("view.ghosts");
        QVERIFY(f.world->ghosts().shown);
        f.find<QSpinBox>("ghostEvery")->setValue(8);
        QCOMPARE(f.world->ghosts().every, 8);
        f.picture("ghosts-dark");
        ui::Theme::apply(*qApp, ui::ThemeChoice::Light);
        f.picture("ghosts-light");
        ui::Theme::apply(*qApp, ui::ThemeChoice::Dark);
    }

    void aLineIsDrawnOnTheFloor() {
        TrajectoryWindow f;
        QVERIFY(f.open());
        f.trigger("trajectory.drawLine");
        QVERIFY(f.handlesOfPins().drawsLine());
        const auto px = [&](double x, double z) {
            const auto p = f.world->project({x, 0, z});
            return QPointF(p.x(), p.y()).toPoint();
        };
        const Eigen::Vector3d from = f.pelvis(0);
        for (const double s : {0.0, 0.5, 1.0}) QTest::mouseClick(f.world, Qt::LeftButton, {}, px(from.x() + s, from.z() + 0.2 * s));
        QTest::mouseClick(f.world, Qt::LeftButton, {}, px(from.x() + 1, from.z() + 0.2));
        QVERIFY(!f.handlesOfPins().drawsLine());
        QCOMPARE(f.edits().floorLineM.size(), std::size_t(3));
        QVERIFY((f.edits().floorLineM[2] - Eigen::Vector2d(from.x() + 1, from.z() + 0.2)).norm() < 0.05);
        QVERIFY(f.settled());
        f.picture("floor-line");
        f.trigger("trajectory.removeLine");
        QVERIFY(f.edits().floorLineM.empty());
    }
};

QTEST_MAIN(TestTrajectory)
#include "tst_trajectory.moc"
