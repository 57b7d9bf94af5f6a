#include <QDockWidget>
#include <QPainter>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QWheelEvent>

#include "tests/ui/posed_window.h"
#include "ui/graph_editor/graph_panel.h"
#include "ui/graph_editor/graph_view.h"
#include "ui/timeline/timeline.h"

#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "body/mannequin.h"
#include "edit/fix_edits.h"
#include "edit/range_edits.h"
#include "ui/graph_editor/curve_data.h"
#include "ui/graph_editor/curve_key.h"
#endif

#include <cmath>

using namespace ropetp;
using body::Joint;

namespace {

constexpr io::EulerOrder kOrders[] = {io::kZyx, io::kZxy};

Eigen::Vector3d inOrder(const ui::AxisCurves& curves, const io::EulerOrder& order, std::size_t i) {
    return {double(curves[std::size_t(order[0])][i]), double(curves[std::size_t(order[1])][i]), double(curves[std::size_t(order[2])][i])};
}

void drag(QWidget* view, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(view, button, {}, from);
    for (int k = 1; k <= 6; ++k) {
        const QPointF at = QPointF(from) + QPointF(to - from) * k / 6;
        QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, button, {});
        QApplication::sendEvent(view, &move);
    }
    QTest::mouseRelease(view, button, {}, to);
}

void wheel(QWidget* view, QPointF at, int delta, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at, view->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view, &event);
}

}  // namespace

/// Curves of joints: what they show, and what dragging them does.
class TestGraphEditor : public QObject {
    Q_OBJECT

    struct Graph : test::PosedWindow {
        ui::GraphView* view = nullptr;
        ui::GraphModel* model = nullptr;
        bool openGraph(std::initializer_list<Joint> joints, int frames = kFrames) {
            if (!open(frames)) return false;
            edit::JointSet set;
            for (const Joint j : joints) set.set(std::size_t(body::index(j)));
            workspace().joints().selectAll(set);
            QTest::keyClick(window.get(), Qt::Key_G);
            view = find<ui::GraphView>("graphView");
            auto* panel = find<ui::GraphPanel>("graphPanel");
            if (!view || !panel) return false;
            model = &panel->model();
            return QTest::qWaitFor([&] { return view->isVisible() && view->height() > 60; });
        }
        void onlyAxis(int axis) {
            for (int a = 0; a < 3; ++a) model->setAxisShown(a, a == axis);
            view->fitValues();
        }
        double value(Joint joint, int axis, int frame) {
            for (const auto& c : model->joints())
                if (c.joint == body::index(joint)) return double(c.shown[std::size_t(axis)][std::size_t(frame - model->first().value)]);
            return std::nan("");
        }
    };

  private Q_SLOTS:
    void aRangeToolIsSeenWhole() {
        Graph f;
        QVERIFY(f.openGraph({Joint::LeftKnee}));
        const int knee = body::index(Joint::LeftKnee);
        const auto places = [&] {
            QList<QPointF> all;
            for (const int frame : {0, 20, 40}) all << f.view->placeOf(knee, 0, FrameIndex(frame));
            return all;
        };
        // A fix, as a drag makes it, moves the curve and not what the graph shows.
        const auto before = places();
        body::Pose pose = f.at(30).poseInCam;
        pose.axisAngleRad[std::size_t(knee)] += Eigen::Vector3d(1.5, 0, 0);
        f.workspace().apply(edit::setFix(f.person, FrameIndex(30), edit::JointSet().set(std::size_t(knee)), false, pose), ui::UndoStep::Own);
        QCOMPARE(f.view->placeOf(knee, 0, FrameIndex(0)), before.front());
        f.workspace().undoStack().undo();
        edit::RangeTool hold;
        hold.range = {FrameIndex(0), FrameIndex(test::PosedWindow::kFrames)};
        hold.joints.set(std::size_t(knee));
        hold.kind = edit::HoldTool{FrameIndex(20)};
        f.workspace().apply(edit::addTool(f.person, hold), ui::UndoStep::Own);
        const auto fitted = places();
        f.view->fitValues();
        QCOMPARE(places(), fitted);
        QVERIFY(fitted != before);
        f.workspace().undoStack().undo();
        QCOMPARE(places(), before);
    }

    void curvesAreTheClipsAngles() {
        const auto clip = test::walkingClip(PersonId(1), 80);
        for (const auto& order : kOrders)
            for (int joint = 0; joint < body::kJointCount; ++joint) {
                const auto curves = ui::rotationCurves(*clip, joint, order);
                for (std::size_t i = 0; i < clip->frames.size(); ++i) {
                    const auto r = io::matrixFromEulerDegrees(inOrder(curves, order, i), order);
                    const double off = geodesicAngle(r, matrixFromAxisAngle(clip->frames[i].poseInWorld.axisAngleRad[std::size_t(joint)]));
                    QVERIFY2(off < 1e-5, qPrintable(QString("joint %1 frame %2 off by %3 rad").arg(joint).arg(i).arg(off)));
                }
            }
    }

    void anglesGoOnPast180() {
        body::MotionClip clip = *test::walkingClip(PersonId(1), 120);
        // Three turns about Y, leaning a little.
        for (std::size_t i = 0; i < clip.frames.size(); ++i)
            clip.frames[i].poseInWorld.axisAngleRad[0] = axisAngleFromMatrix(matrixFromAxisAngle({0, double(i) * 6 * double(EIGEN_PI) / 119, 0}) * matrixFromAxisAngle({0.2, 0, 0.1}));
        const auto curves = ui::rotationCurves(clip, 0, io::kZxy);
        for (const auto& c : curves)
            for (std::size_t i = 1; i < c.size(); ++i) QVERIFY2(std::abs(c[i] - c[i - 1]) < 15, qPrintable(QString("jumps by %1 at %2").arg(c[i] - c[i - 1]).arg(i)));
        QVERIFY(std::abs(curves[1].back() - curves[1].front() - 1080) < 1);
        // The raw curve stays beside the shown one, not a turn away.
        body::MotionClip other = clip;
        other.frames.erase(other.frames.begin() + 60, other.frames.end());
        auto late = clip;
        late.frames.erase(late.frames.begin(), late.frames.begin() + 60);
        ui::AxisCurves near;
        for (std::size_t k = 0; k < 3; ++k) near[k].assign(curves[k].begin() + 60, curves[k].end());
        const auto beside = ui::rotationCurves(late, 0, io::kZxy, &near);
        for (std::size_t k = 0; k < 3; ++k)
            for (std::size_t i = 0; i < beside[k].size(); ++i) QVERIFY(std::abs(beside[k][i] - near[k][i]) < 0.01);
    }

    void positionsAreTheJoints() {
        const auto clip = test::walkingClip(PersonId(1), 40);
        const auto body = body::mannequin();
        const std::vector<int> joints{0, body::index(Joint::LeftWrist)};
        const auto world = ui::positionCurves(*clip, *body, joints, ui::CurveKind::World), local = ui::positionCurves(*clip, *body, joints, ui::CurveKind::FromPelvis);
        for (std::size_t i = 0; i < clip->frames.size(); ++i) {
            const auto at = body::jointPositions(body->restJoints(clip->betas), clip->frames[i].poseInWorld);
            for (Eigen::Index k = 0; k < 3; ++k) {
                QVERIFY(std::abs(double(world[1][std::size_t(k)][i]) - at(joints[1], k)) < 1e-5);
                QVERIFY(std::abs(local[0][std::size_t(k)][i]) < 1e-6);
            }
            const double far = (at.row(joints[1]) - at.row(0)).norm();
            QVERIFY(std::abs(std::hypot(local[1][0][i], local[1][1][i], local[1][2][i]) - far) < 1e-5);
        }
    }

    void aKeyAsksForWhatTheCurveShows() {
        const auto clip = test::walkingClip(PersonId(1), 20);
        const auto body = body::mannequin();
        const std::size_t i = 7;
        for (const int joint : {0, body::index(Joint::LeftElbow)}) {
            const auto curves = ui::rotationCurves(*clip, joint, io::kZyx);
            const Eigen::Vector3d values{double(curves[0][i]), double(curves[1][i]), double(curves[2][i])};
            const auto target = ui::keyTarget(*clip, *body, i, joint, ui::CurveKind::Rotation, io::kZyx, values, 1, values[1] + 20);
            QVERIFY(target.localRotation && !target.pointM);
            // Put in, in the camera's space, and seen from the world again: 20 degrees more on Y, X and Z as they were.
            body::MotionClip changed = *clip;
            auto& frame = changed.frames[i];
            frame.poseInCam.axisAngleRad[std::size_t(joint)] = axisAngleFromMatrix(*target.localRotation);
            frame.poseInWorld = body::transformed(frame.poseInCam, changed.camFromWorldAt(i).inverse(), body->restJoints(changed.betas));
            const auto after = ui::rotationCurves(changed, joint, io::kZyx);
            QVERIFY(std::abs(double(after[1][i]) - values[1] - 20) < 0.01);
            QVERIFY(std::abs(double(after[0][i]) - values[0]) < 0.01 && std::abs(double(after[2][i]) - values[2]) < 0.01);
        }
        const int wrist = body::index(Joint::LeftWrist);
        for (const auto kind : {ui::CurveKind::FromPelvis, ui::CurveKind::World}) {
            const auto curves = ui::positionCurves(*clip, *body, {wrist}, kind)[0];
            const Eigen::Vector3d values{double(curves[0][i]), double(curves[1][i]), double(curves[2][i])};
            const auto same = ui::keyTarget(*clip, *body, i, wrist, kind, io::kZyx, values, 1, values[1]);
            const Eigen::Vector3d now = body::jointPositions(body->restJoints(clip->betas), clip->frames[i].poseInCam).row(wrist).transpose();
            QVERIFY(same.pointM && (*same.pointM - now).norm() < 1e-5);
            const auto up = ui::keyTarget(*clip, *body, i, wrist, kind, io::kZyx, values, 1, values[1] + 0.1);
            QVERIFY(std::abs((*up.pointM - now).norm() - 0.1) < 1e-5);
        }
    }

    void noFrameIsLostWhereColumnsHoldMany() {
        ui::Theme::apply(*qApp, ui::ThemeChoice::Dark);
        std::vector<float> values(10000, 0.f);
        values[7777] = 1.f;   // one frame in seven to a pixel
        QImage image(1500, 200, QImage::Format_RGB32);
        image.fill(Qt::black);
        ui::TimeWindow time;
        time.shown = 10000, time.across = 1500, time.frameCount = 10000;
        ui::ValueWindow window;
        window.low = -0.1, window.high = 1.1, window.height = 200;
        QPainter painter(&image);
        ui::paintCurve(painter, values, FrameIndex(0), time, window, {Qt::white, 1.5});
        painter.end();
        const int x = int(time.xOf(FrameIndex(7777))), top = int(window.yOf(1)), bottom = int(window.yOf(0));
        int lit = 0;
        for (int y = top; y <= bottom; ++y) lit += image.pixelColor(x, y).red() > 100;
        QVERIFY2(lit > (bottom - top) - 3, qPrintable(QString("%1 of %2 pixels").arg(lit).arg(bottom - top)));
        QVERIFY(image.pixelColor(x - 40, (top + bottom) / 2).red() < 50);
    }

    void draggingADiamondTurnsTheJoint_data() {
        QTest::addColumn<int>("joint");
        QTest::newRow("elbow") << body::index(Joint::LeftElbow);
        QTest::newRow("pelvis") << 0;
    }
    void draggingADiamondTurnsTheJoint() {
        QFETCH(int, joint);
        Graph f;
        QVERIFY(f.openGraph({Joint(joint)}));
        f.workspace().apply(edit::setFix(f.person, FrameIndex(30), edit::JointSet().set(std::size_t(joint)), false, f.at(30).poseInCam));
        const auto before = f.workspace().scene();
        const int steps = f.steps();
        constexpr int kAxis = 1;
        f.onlyAxis(kAxis);   // angles that are equal lie on each other
        const double x = f.value(Joint(joint), 0, 30), y = f.value(Joint(joint), kAxis, 30), z = f.value(Joint(joint), 2, 30);
        const QPoint from = f.view->placeOf(joint, kAxis, FrameIndex(30)).toPoint();
        QVERIFY(f.view->rect().contains(from));
        const QPoint to = from - QPoint(0, 12);
        const double asked = 12 / f.view->valueWindow().pxPerUnit();
        auto options = f.poses().options();
        options.limits = false;
        f.poses().setOptions(options);
        drag(f.view, from, to);
        QCOMPARE(f.steps(), steps + 1);
        const double turned = f.value(Joint(joint), kAxis, 30) - y;
        QVERIFY2(std::abs(turned - asked) < 0.1, qPrintable(QString("%1 instead of %2 degrees").arg(turned).arg(asked)));
        QVERIFY(std::abs(f.value(Joint(joint), 0, 30) - x) < 0.1 && std::abs(f.value(Joint(joint), 2, 30) - z) < 0.1);
        QVERIFY(f.at(30).poseInCam.axisAngleRad[std::size_t(joint)] != before.clips.at(f.person)->frames[30].poseInCam.axisAngleRad[std::size_t(joint)]);
        QVERIFY(!f.model->joints()[0].raw[0].empty());
        f.workspace().undoStack().undo();
        QCOMPARE(f.workspace().scene().clips, before.clips);
        QVERIFY(std::abs(f.value(Joint(joint), kAxis, 30) - y) < 1e-3);
    }

    void aWristIsLiftedByItsWorldCurve() {
        Graph f;
        QVERIFY(f.openGraph({Joint::LeftWrist}));
        f.model->setKind(ui::CurveKind::World);
        f.onlyAxis(1);
        // Double click on the height's curve holds the arm there.
        const QPoint at = f.view->placeOf(body::index(Joint::LeftWrist), 1, FrameIndex(20)).toPoint();
        QTest::mouseDClick(f.view, Qt::LeftButton, {}, at);
        QVERIFY(!f.model->joints()[0].fixed.empty());
        QCOMPARE(f.model->joints()[0].fixed[0].value, std::int64_t(20));
        const double height = f.inWorld(20, Joint::LeftWrist).y();
        QTest::qWait(QApplication::doubleClickInterval() + 20);
        drag(f.view, at, at + QPoint(0, -14));
        const double asked = 14 / f.view->valueWindow().pxPerUnit(), lifted = f.inWorld(20, Joint::LeftWrist).y() - height;
        QVERIFY2(std::abs(lifted - asked) < 0.002, qPrintable(QString("%1 instead of %2 m").arg(lifted).arg(asked)));
    }

    void escapeGivesADragUp() {
        Graph f;
        QVERIFY(f.openGraph({Joint::LeftElbow}));
        f.workspace().apply(edit::setFix(f.person, FrameIndex(30), edit::JointSet().set(18), false, f.at(30).poseInCam));
        const auto before = f.workspace().scene().clips;
        const QPoint from = f.view->placeOf(18, 0, FrameIndex(30)).toPoint();
        QTest::mousePress(f.view, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, QPointF(from.x(), from.y() - 15), f.view->mapToGlobal(QPointF(from.x(), from.y() - 15)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(f.view, &move);
        QVERIFY(f.poses().isDragging());
        QTest::keyClick(f.view, Qt::Key_Escape);
        QTest::mouseRelease(f.view, Qt::LeftButton, {}, from);
        QCOMPARE(f.workspace().scene().clips, before);
        QCOMPARE(f.steps(), 2);
    }

    void timeIsSharedWithTheTimeline() {
        Graph f;
        QVERIFY(f.openGraph({Joint::LeftElbow}));
        auto* timeline = f.find<ui::Timeline>("timeline");
        QCOMPARE(f.view->timeWindow().shown, timeline->window().shown);
        const QPointF middle(f.view->timeWindow().left + f.view->timeWindow().across / 2, f.view->height() / 2);
        wheel(f.view, middle, 480, Qt::ControlModifier);
        QVERIFY(f.view->timeWindow().shown < f.workspace().playback().frameCount() * 0.7);
        QCOMPARE(timeline->window().shown, f.view->timeWindow().shown);
        QCOMPARE(timeline->window().first, f.view->timeWindow().first);
        timeline->showAll();
        QCOMPARE(f.view->timeWindow().shown, double(f.workspace().playback().frameCount()));
        // Values zoom at the pointer; F brings everything back.
        const auto fitted = f.view->valueWindow();
        const double under = fitted.at(middle.y());
        wheel(f.view, middle, 240, Qt::ShiftModifier);
        QVERIFY(f.view->valueWindow().high - f.view->valueWindow().low < 0.8 * (fitted.high - fitted.low));
        QVERIFY(std::abs(f.view->valueWindow().at(middle.y()) - under) < 1e-6);
        drag(f.view, middle.toPoint(), middle.toPoint() + QPoint(0, 30), Qt::MiddleButton);
        QVERIFY(f.view->valueWindow().high > fitted.low);
        QTest::keyClick(f.view, Qt::Key_F);
        QCOMPARE(f.view->valueWindow(), fitted);
        // Where nothing is near, a drag scrubs.
        const auto t = f.view->timeWindow();
        drag(f.view, QPoint(int(t.middleOf(FrameIndex(5))), f.view->height() - 4), QPoint(int(t.middleOf(FrameIndex(11))), f.view->height() - 4));
        QCOMPARE(f.workspace().playback().current().value, std::int64_t(11));
    }

    void channelsAreChosen() {
        Graph f;
        QVERIFY(f.openGraph({Joint::LeftElbow, Joint::LeftShoulder}));
        auto* list = f.find<QTreeWidget>("graphChannels");
        QCOMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(1)->child(2)->text(1), f.model->valueText(f.value(Joint::LeftElbow, 2, 30)));
        list->topLevelItem(1)->child(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!f.model->isShown(18, 0) && f.model->isShown(16, 0));
        QTest::mouseClick(f.find<QToolButton>("graphAxisY"), Qt::LeftButton);
        QVERIFY(!f.model->isShown(18, 1) && !f.model->isShown(16, 1) && f.model->isShown(16, 2));
        QTest::mouseClick(f.find<QToolButton>("graphWorld"), Qt::LeftButton);
        QCOMPARE(f.model->kind(), ui::CurveKind::World);
        f.workspace().joints().clear();
        QCOMPARE(list->topLevelItemCount(), 0);
        QVERIFY(f.model->firstStep().contains("joint"));
        // G again hides the curves.
        QTest::keyClick(f.window.get(), Qt::Key_G);
        QVERIFY(!f.view->isVisible());
    }

    void picturesInBothLooks() {
        Graph f;
        QVERIFY(f.openGraph({Joint::LeftElbow, Joint::LeftShoulder}));
        f.window->resize(1600, 1000);
        f.workspace().joints().toggle(18);
        f.workspace().joints().toggle(18);
        body::Pose pose = f.at(30).poseInCam;
        pose.axisAngleRad[18] += Eigen::Vector3d(0, -0.5, 0.2);
        f.workspace().apply(edit::setFix(f.person, FrameIndex(30), edit::JointSet().set(18), false, pose));
        edit::RangeTool smooth;
        smooth.range = {FrameIndex(40), FrameIndex(55)};
        smooth.joints.set(18);
        smooth.kind = edit::SmoothTool{};
        f.workspace().apply(edit::addTool(f.person, smooth));
        f.find<ui::Timeline>("timeline")->showFrames(0, 62);
        f.view->fitValues();
        const QPoint at = f.view->placeOf(18, 1, FrameIndex(22)).toPoint();
        QMouseEvent move(QEvent::MouseMove, at, f.view->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(f.view, &move);
        f.picture("graph-dark");
        ui::Theme::apply(*qApp, ui::ThemeChoice::Light);
        f.picture("graph-light");
    }
};

QTEST_MAIN(TestGraphEditor)
#include "tst_graph_editor.moc"
