#include <QTest>

#include "tests/ui/posed_window.h"

#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "edit/compose.h"
#include "edit/pose_tools.h"
#include "pose/joint_limits.h"
#endif

using namespace ropetp;
using body::Joint;

namespace {

double distance(const QPointF& a, const QPointF& b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

bool samePose(const body::Pose& a, const body::Pose& b) { return a.axisAngleRad == b.axisAngleRad && a.translationM == b.translationM; }

}  // namespace

/// Joints are picked, dragged and turned with the mouse, in both views.
class TestPosing : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aJointIsPickedByAClick() {
        test::PosedWindow f;
        QVERIFY(f.open());
        auto& joints = f.workspace().joints();
        QTest::mouseClick(f.video, Qt::LeftButton, {}, f.seen(30, Joint::LeftElbow).toPoint());
        QCOMPARE(joints.primary(), std::optional(int(Joint::LeftElbow)));
        QTest::mouseClick(f.video, Qt::LeftButton, Qt::ShiftModifier, f.seen(30, Joint::RightKnee).toPoint());
        QCOMPARE(joints.joints().count(), std::size_t(2));
        QCOMPARE(joints.primary(), std::optional(int(Joint::RightKnee)));
        QTest::mouseClick(f.video, Qt::LeftButton, Qt::ShiftModifier, f.seen(30, Joint::RightKnee).toPoint());
        QCOMPARE(joints.primary(), std::optional(int(Joint::LeftElbow)));
        QCOMPARE(f.steps(), 1);
        // In the 3D view the same joints.
        QTest::mouseClick(f.world, Qt::LeftButton, {}, f.handles3d->handle(int(Joint::Head))->toPoint());
        QCOMPARE(joints.primary(), std::optional(int(Joint::Head)));
        QCOMPARE(joints.joints().count(), std::size_t(1));
        // Beside joints the view's own things happen: a click on the person keeps it selected, the joints too.
        QTest::keyClick(f.world, Qt::Key_Escape);
        QVERIFY(joints.isEmpty());
    }

    void theFootageStaysClearUntilTheMouseIsNear() {
        test::PosedWindow f;
        QVERIFY(f.open());
        const auto picture = [&] { return f.video->grab().toImage(); };
        QTest::mouseMove(f.video, QPoint(5, 5));
        const QImage away = picture();
        const QPoint at = f.seen(30, Joint::LeftElbow).toPoint();
        QMouseEvent near(QEvent::MouseMove, at, f.video->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(f.video, &near);
        QVERIFY(picture() != away);
        f.picture("pose-hover");
        QMouseEvent far(QEvent::MouseMove, QPoint(5, 5), f.video->mapToGlobal(QPoint(5, 5)), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(f.video, &far);
        QCOMPARE(picture(), away);
        QTest::keyClick(f.window.get(), Qt::Key_W);
        QVERIFY(picture() != away);
        // While it plays nothing is in the way.
        f.workspace().playback().play(1);
        QVERIFY(!f.handles->handle(int(Joint::LeftElbow)));
        f.workspace().playback().stop();
    }

    void aDraggedWristLandsUnderTheMouse() {
        test::PosedWindow f;
        QVERIFY(f.open());
        const edit::Scene before = f.workspace().scene();
        auto o = f.poses().options();
        o.limits = false;   // nothing but the bones is in the way
        f.poses().setOptions(o);
        QTest::keyClick(f.window.get(), Qt::Key_W);
        QCOMPARE(f.poses().tool(), ui::PoseTool::Move);
        const QPoint from = f.seen(30, Joint::LeftWrist).toPoint();
        // A way that the arm can go: towards its shoulder and up.
        const QPoint to = from + ((f.seen(30, Joint::LeftShoulder) - QPointF(from)) * 0.35 + QPointF(18, -14)).toPoint();
        test::PosedWindow::drag(f.video, from, to, {}, false);
        // While it is dragged all views show it, and the document has not changed.
        QVERIFY(f.poses().isDragging());
        QCOMPARE(f.workspace().scene().clips.at(f.person), before.clips.at(f.person));
        QVERIFY(f.workspace().clipOf(f.person) != before.clips.at(f.person).get());
        const double mid = distance(*f.handles->handle(int(Joint::LeftWrist)), to);
        QVERIFY2(mid < 1.5, qPrintable(QString("%1 px while dragged").arg(mid)));
        const auto shown = f.workspace().personsOn(FrameIndex(27));
        QVERIFY(shown.size() == 1 && !samePose(shown[0].frame->poseInCam, before.clips.at(f.person)->frames[27].poseInCam));
        f.picture("pose-drag");
        QTest::mouseRelease(f.video, Qt::LeftButton, {}, to);

        QCOMPARE(f.steps(), 2);
        const double off = distance(f.seen(30, Joint::LeftWrist), to);
        QVERIFY2(off < 1, qPrintable(QString("%1 px").arg(off)));
        const auto& raw = before.clips.at(f.person)->frames;
        for (int i = 0; i < f.kFrames; ++i) {
            const bool reached = std::abs(i - 30) < 15;   // half a second
            QVERIFY2(reached || samePose(f.at(i).poseInCam, raw[std::size_t(i)].poseInCam), qPrintable(QString("frame %1 moved").arg(i)));
            QVERIFY2(std::abs(i - 30) > 13 || !samePose(f.at(i).poseInCam, raw[std::size_t(i)].poseInCam), qPrintable(QString("frame %1 does not follow").arg(i)));
        }
        // The other arm was not asked.
        QCOMPARE(f.at(30).poseInCam.axisAngleRad[17], raw[30].poseInCam.axisAngleRad[17]);
        f.workspace().undoStack().undo();
        QCOMPARE(f.workspace().scene().clips, before.clips);
        QVERIFY(f.workspace().scene().layers == before.layers);
        f.workspace().undoStack().redo();
        QVERIFY(distance(f.seen(30, Joint::LeftWrist), to) < 1);
    }

    void twoDragsAreTwoSteps() {
        test::PosedWindow f;
        QVERIFY(f.open());
        QTest::keyClick(f.window.get(), Qt::Key_W);
        for (int k = 0; k < 2; ++k) {
            const QPoint from = f.seen(30, Joint::RightWrist).toPoint();
            test::PosedWindow::drag(f.video, from, from + QPoint(-9, -12));
        }
        QCOMPARE(f.steps(), 3);
    }

    void escapeGivesADragUp() {
        test::PosedWindow f;
        QVERIFY(f.open());
        const auto before = f.workspace().scene().clips;
        QTest::keyClick(f.window.get(), Qt::Key_W);
        const QPoint from = f.seen(30, Joint::LeftAnkle).toPoint();
        test::PosedWindow::drag(f.video, from, from + QPoint(30, -20), {}, false);
        QVERIFY(f.poses().isDragging());
        QTest::keyClick(f.video, Qt::Key_Escape);
        QVERIFY(!f.poses().isDragging());
        QCOMPARE(f.workspace().clipOf(f.person), before.at(f.person).get());
        QTest::mouseRelease(f.video, Qt::LeftButton, {}, from + QPoint(30, -20));
        QCOMPARE(f.steps(), 1);
        QCOMPARE(f.workspace().scene().clips, before);
    }

    void theWholeBodyFollowsAndPinsHold() {
        test::PosedWindow f;
        QVERIFY(f.open());
        QTest::keyClick(f.window.get(), Qt::Key_W);
        auto o = f.poses().options();
        o.wholeBody = true;
        f.poses().setOptions(o);
        for (const Joint j : {Joint::LeftAnkle, Joint::RightAnkle}) f.poses().setPinned(body::index(j), true);
        const Eigen::Vector3d left = f.inCam(30, Joint::LeftAnkle), right = f.inCam(30, Joint::RightAnkle), pelvis = f.inCam(30, Joint::Pelvis);
        const QPoint from = f.seen(30, Joint::Pelvis).toPoint();
        test::PosedWindow::drag(f.video, from, from + QPoint(8, 20));
        QVERIFY((f.inCam(30, Joint::Pelvis) - pelvis).norm() > 0.02);
        QVERIFY2((f.inCam(30, Joint::LeftAnkle) - left).norm() < 0.02, qPrintable(QString::number((f.inCam(30, Joint::LeftAnkle) - left).norm())));
        QVERIFY((f.inCam(30, Joint::RightAnkle) - right).norm() < 0.02);
    }

    void aJointIsTurnedByARing_data() {
        QTest::addColumn<int>("ring");
        QTest::addColumn<bool>("worldAxes");
        for (const bool world : {false, true})
            for (int ring = 0; ring < ui::TurnGizmo::kRingCount; ++ring)
                QTest::addRow("%s axes, ring %d", world ? "world" : "own", ring) << ring << world;
    }
    void aJointIsTurnedByARing() {
        QFETCH(int, ring);
        QFETCH(bool, worldAxes);
        test::PosedWindow f;
        QVERIFY(f.open());
        auto o = f.poses().options();
        o.limits = false;
        o.axes = worldAxes ? ui::TurnAxes::World : ui::TurnAxes::Joint;
        f.poses().setOptions(o);
        QTest::mouseClick(f.video, Qt::LeftButton, {}, f.seen(30, Joint::RightShoulder).toPoint());
        QTest::keyClick(f.window.get(), Qt::Key_E);
        const auto gizmo = f.handles->gizmo();
        QVERIFY(gizmo);
        const auto r = ui::TurnGizmo::Ring(ring);
        // A place where this ring can be taken, and on from there.
        std::optional<double> start;
        double longest = 0;
        for (double a = 0; a < 6.28; a += 0.05) {
            const auto p = gizmo->pointOn(r, a), q = gizmo->pointOn(r, a + 0.3);
            if (!p || !q || !gizmo->isInFront(r, a) || !gizmo->isInFront(r, a + 0.3) || gizmo->ringAt(p->toPoint()) != r) continue;
            if (distance(*p, *q) > longest) longest = distance(*p, *q), start = a;
        }
        QVERIFY(start);
        const Eigen::Vector3d axis = gizmo->axis(r);
        const body::Pose was = f.at(30).poseInCam;
        const double wanted = 0.3;
        const QPoint from = gizmo->pointOn(r, *start)->toPoint(), to = gizmo->pointOn(r, *start + wanted)->toPoint();
        QTest::mousePress(f.video, Qt::LeftButton, {}, from);
        for (int k = 1; k <= 6; ++k) {
            const QPointF at = k == 6 ? QPointF(to) : *gizmo->pointOn(r, *start + wanted * k / 6);
            QMouseEvent move(QEvent::MouseMove, at, f.video->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(f.video, &move);
        }
        f.picture(QString("pose-ring-%1-%2").arg(ring).arg(worldAxes));
        QTest::mouseRelease(f.video, Qt::LeftButton, {}, to);
        QCOMPARE(f.steps(), 2);
        const auto frames = [&](const body::Pose& p) { return body::jointFrames(f.rest(), p); };
        const auto shoulder = std::size_t(Joint::RightShoulder);
        const Eigen::Matrix3d turn = frames(f.at(30).poseInCam)[shoulder].linear() * frames(was)[shoulder].linear().transpose();
        const Eigen::Vector3d got = axisAngleFromMatrix(turn);
        QVERIFY2(got.normalized().dot(axis) > 0.999, qPrintable(QString("turned about another axis: %1").arg(got.normalized().dot(axis))));
        QVERIFY2(std::abs(got.norm() - wanted) < 0.05, qPrintable(QString("%1 rad").arg(got.norm())));
        // That joint alone.
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            if (j != shoulder) QCOMPARE(f.at(30).poseInCam.axisAngleRad[j], was.axisAngleRad[j]);
    }

    void aKneeStopsAtItsLimitAndSaysSo() {
        test::PosedWindow f;
        QVERIFY(f.open());
        f.workspace().joints().select(int(Joint::LeftKnee));
        QVERIFY(f.poses().beginDrag());
        f.poses().turnAboutOwnAxes({-2, 0, 0});   // forwards, as knees do not bend
        QVERIFY(f.poses().atLimit()[std::size_t(Joint::LeftKnee)]);
        f.picture("pose-limit");
        f.poses().endDrag();
        QVERIFY(std::abs(f.at(30).poseInCam.axisAngleRad[4].x() - pose::jointRanges(4)[0]->low) < 1e-9);
        auto o = f.poses().options();
        o.limits = false;
        f.poses().setOptions(o);
        QVERIFY(f.poses().beginDrag());
        f.poses().turnAboutOwnAxes({-1, 0, 0});
        QVERIFY(f.poses().atLimit()[std::size_t(Joint::LeftKnee)]);
        f.poses().endDrag();
        QVERIFY(f.at(30).poseInCam.axisAngleRad[4].x() < -0.9);
    }

    void aJointIsDraggedInTheWorld_data() {
        QTest::addColumn<bool>("upright");
        QTest::newRow("in the plane that faces the viewer") << false;
        QTest::newRow("along the vertical") << true;
    }
    void aJointIsDraggedInTheWorld() {
        QFETCH(bool, upright);
        test::PosedWindow f;
        QVERIFY(f.open());
        QTest::keyClick(f.window.get(), Qt::Key_W);
        const auto handle = f.handles3d->handle(int(Joint::LeftWrist));
        QVERIFY(handle && f.world->rect().contains(handle->toPoint()));
        const Eigen::Vector3d was = f.inWorld(30, Joint::LeftWrist);
        auto o = f.poses().options();
        o.limits = false;
        f.poses().setOptions(o);
        const QPoint from = handle->toPoint(), to = from + (upright ? QPoint(0, -14) : QPoint(6, -12));
        test::PosedWindow::drag(f.world, from, to, upright ? Qt::ControlModifier : Qt::NoModifier, false);
        f.picture(upright ? "pose-world-up" : "pose-world");
        QTest::mouseRelease(f.world, Qt::LeftButton, upright ? Qt::ControlModifier : Qt::NoModifier, to);
        QCOMPARE(f.steps(), 2);
        const Eigen::Vector3d now = f.inWorld(30, Joint::LeftWrist), by = now - was;
        QVERIFY(by.norm() > 0.01);
        if (upright) {
            QVERIFY2(std::hypot(by.x(), by.z()) < 1e-3, qPrintable(QString("%1 m aside").arg(std::hypot(by.x(), by.z()))));
            QVERIFY(by.y() > 0.01);
        } else {
            const Eigen::Vector3d seen = f.world->project(now);
            QVERIFY2(distance({seen.x(), seen.y()}, to) < 1, qPrintable(QString("%1 px").arg(distance({seen.x(), seen.y()}, to))));
            QVERIFY(std::abs(seen.z() - f.world->project(was).z()) < 2e-3);
        }
        // The two spaces still belong together as the solve had them.
        const Eigen::Vector3d rest = f.rest().row(0).transpose();
        QVERIFY((edit::worldFromCamOf(f.at(30), rest) * f.inCam(30, Joint::LeftWrist) - now).norm() < 1e-9);
    }

    void theWorldStillTurnsBesideTheJoints() {
        test::PosedWindow f;
        QVERIFY(f.open());
        QTest::keyClick(f.window.get(), Qt::Key_W);
        const Eigen::Vector3d was = f.world->project({1, 0, 1});
        test::PosedWindow::drag(f.world, QPoint(8, 8), QPoint(70, 30));
        QVERIFY((f.world->project({1, 0, 1}) - was).head<2>().norm() > 5);
        QCOMPARE(f.steps(), 1);
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestPosing test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_posing.moc"
