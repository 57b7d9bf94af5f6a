#include <QTest>

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>

#include "tests/ui/posed_window.h"
#include "ui/range_tools_panel.h"

#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "edit/pose_tools.h"
#include "io/euler.h"
#endif

using namespace ropetp;
using body::Joint;

namespace {

/// As a user types into a field.
void type(QAbstractSpinBox* box, const QString& text) {
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
}

void key(test::PosedWindow& f, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    f.video->setFocus();
    QTest::keyClick(f.window.get(), key, modifiers);
}

}  // namespace

/// The inspector, the keys of posing and the range tools.
class TestPosePanels : public QObject {
    Q_OBJECT

    static void raise(test::PosedWindow& f, const char* dock) {
        f.find<QDockWidget>(dock)->show();
        f.find<QDockWidget>(dock)->raise();
        QTest::qWait(20);
    }

  private Q_SLOTS:
    void aSolveThatIsStoppedSaysSoUntilItHasEnded() {
        test::PosedWindow f;
        QVERIFY(f.open());
        auto& w = f.workspace();
        raise(f, "jobsDock");
        auto* progress = f.find<QLabel>("solveProgress");
        jobs::JobId id = 0, solve = 0;
        const auto state = [&] {
            const auto* row = f.find<QWidget>(qPrintable(QStringLiteral("job:%1:%2").arg(w.inferenceLane().objectName()).arg(solve)));
            return row ? row->findChild<QLabel*>("jobState")->text() : QString();
        };
        connect(&w.inferenceLane(), &jobs::JobLane::queued, this, [&](jobs::JobId i) { id = solve = i; });
        connect(&w.inferenceLane(), &jobs::JobLane::started, this, [&](jobs::JobId i) {
            if (i != id || !w.isSolving()) return;
            w.cancelSolve();
            QCOMPARE(progress->text(), QString("Stopping…"));
            QCOMPARE(state(), QString("stopping…"));
            id = 0;
        });
        w.solveTrajectoriesAgain();
        QCOMPARE(progress->text(), QString("Starting…"));
        QTRY_COMPARE(id, jobs::JobId(0));
        QTRY_VERIFY(progress->text().isEmpty());
        QCOMPARE(state(), QString("stopped"));
        // One that has not begun has nothing to end.
        disconnect(&w.inferenceLane(), nullptr, this, nullptr);
        w.solveTrajectoriesAgain();
        w.solveTrajectoriesAgain();
        w.cancelSolve();
        QTRY_VERIFY(progress->text().isEmpty());
        QTRY_VERIFY(w.inferenceLane().isIdle());
    }

    void theInspectorTeachesWhileNothingIsPicked() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "inspectorDock");
        auto* hint = f.find<QLabel>("inspectorHint");
        QVERIFY(hint->isVisible());
        QVERIFY(hint->text().contains("Pick a joint"));
        f.picture("inspector-empty");
        f.workspace().selectPerson(std::nullopt);
        QVERIFY(hint->text().contains("Select a person"));
    }

    void anglesAreTypedAndHold() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "inspectorDock");
        f.workspace().joints().select(int(Joint::RightElbow));
        QVERIFY(f.find<QLabel>("inspectorName")->text() == "Right elbow");
        QCOMPARE(f.find<QLabel>("inspectorProvenance")->text(), QString("As solved"));
        QCOMPARE(f.find<QLabel>("inspectorConfidence")->text(), QString("90 % sure"));
        // Its range as the solvers keep to it: mirrored from the left one's.
        QCOMPARE(f.find<QLabel>("rangeY")->text(), QString("0 … 149°"));
        type(f.find<QDoubleSpinBox>("angleY"), "40");
        QCOMPARE(f.steps(), 2);
        const auto turn = matrixFromAxisAngle(f.at(30).poseInCam.axisAngleRad[19]);
        QVERIFY((turn - io::matrixFromEulerDegrees({0, 40, 0}, io::kXyz)).norm() < 1e-9);
        QCOMPARE(f.find<QLabel>("inspectorProvenance")->text(), QString("Fixed here"));
        QCOMPARE(f.find<QDoubleSpinBox>("angleY")->value(), 40.0);
        // Beyond its range it stops there.
        type(f.find<QDoubleSpinBox>("angleY"), "-30");
        QVERIFY(std::abs(f.find<QDoubleSpinBox>("angleY")->value()) < 0.05);
        f.picture("inspector-joint");
        // Beside the fix its reach shows.
        f.seek(34);
        QCOMPARE(f.find<QLabel>("inspectorProvenance")->text(), QString("Follows a fix"));
        QVERIFY(!f.find<QDoubleSpinBox>("reachBefore")->isVisible());
    }

    void aReachIsTyped() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "inspectorDock");
        f.workspace().joints().select(int(Joint::Head));
        type(f.find<QDoubleSpinBox>("angleX"), "20");
        QVERIFY(f.find<QDoubleSpinBox>("reachAfter")->isVisible());
        type(f.find<QDoubleSpinBox>("reachAfter"), "0.2");
        QCOMPARE(f.poses().fix()->falloff, (edit::Falloff{0.5, 0.2}));
        const auto& raw = f.workspace().scene().layers.at(f.person)->raw->frames;
        QCOMPARE(f.at(37).poseInCam.axisAngleRad[15], raw[37].poseInCam.axisAngleRad[15]);
        QVERIFY(f.at(34).poseInCam.axisAngleRad[15] != raw[34].poseInCam.axisAngleRad[15]);
        QTest::mouseClick(f.find<QPushButton>("inspectorRemoveFix"), Qt::LeftButton);
        QVERIFY(!f.poses().fix());
        QCOMPARE(f.at(30).poseInCam.axisAngleRad[15], raw[30].poseInCam.axisAngleRad[15]);
    }

    void aPlaceIsTyped() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "inspectorDock");
        f.workspace().joints().select(int(Joint::Pelvis));
        const Eigen::Vector3d was = f.inWorld(30, Joint::Pelvis), head = f.inWorld(30, Joint::Head) - was;
        type(f.find<QDoubleSpinBox>("positionY"), "1.000");
        const Eigen::Vector3d now = f.inWorld(30, Joint::Pelvis);
        QVERIFY(std::abs(now.y() - 1) < 1e-9);
        QVERIFY(std::hypot(now.x() - was.x(), now.z() - was.z()) < 1e-9);
        // The body came along as it was.
        QVERIFY((f.inWorld(30, Joint::Head) - now - head).norm() < 1e-9);
        QCOMPARE(f.at(30).poseInCam.axisAngleRad, f.workspace().scene().layers.at(f.person)->raw->frames[30].poseInCam.axisAngleRad);
    }

    void posesAreCopiedMirroredAndSwappedByKeys() {
        test::PosedWindow f;
        QVERIFY(f.open());
        const auto raw = f.workspace().scene().clips.at(f.person);
        const auto pose = [&](int frame) { return raw->frames[std::size_t(frame)].poseInCam; };
        f.seek(8);
        f.workspace().joints().selectAll(edit::jointsOf(edit::Limb::LeftArm));
        key(f, Qt::Key_C, Qt::ControlModifier);
        f.seek(40);
        f.workspace().joints().clear();
        key(f, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.steps(), 2);
        QCOMPARE(f.at(40).poseInCam.axisAngleRad[16], pose(8).axisAngleRad[16]);
        QCOMPARE(f.at(40).poseInCam.axisAngleRad[17], pose(40).axisAngleRad[17]);
        key(f, Qt::Key_Delete);
        QVERIFY(!f.poses().fix());
        QCOMPARE(f.at(40).poseInCam.axisAngleRad, pose(40).axisAngleRad);

        f.workspace().joints().selectAll(edit::jointsOf(edit::Limb::LeftLeg) | edit::jointsOf(edit::Limb::RightLeg));
        key(f, Qt::Key_S, Qt::AltModifier);
        QCOMPARE(f.at(40).poseInCam.axisAngleRad, edit::swappedSides(pose(40), edit::jointsOf(edit::Limb::LeftLeg)).axisAngleRad);
        f.workspace().undoStack().undo();
        QCOMPARE(f.workspace().scene().clips.at(f.person)->frames[40].poseInCam.axisAngleRad, pose(40).axisAngleRad);

        f.workspace().joints().selectAll(edit::jointsOf(edit::Limb::LeftArm));
        key(f, Qt::Key_M, Qt::ControlModifier);
        const Eigen::Vector3d right = pose(40).axisAngleRad[17];
        QVERIFY((f.at(40).poseInCam.axisAngleRad[16] - Eigen::Vector3d(right.x(), -right.y(), -right.z())).norm() < 1e-12);
        // Back to the solve, by its button.
        raise(f, "inspectorDock");
        QTest::mouseClick(f.find<QPushButton>("inspectorReset"), Qt::LeftButton);
        QCOMPARE(f.at(40).poseInCam.axisAngleRad[16], pose(40).axisAngleRad[16]);
    }

    void toolsAndSwitchesAreOneThing() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "inspectorDock");
        key(f, Qt::Key_E);
        QVERIFY(f.find<QToolButton>("pose_rotate_button")->isChecked());
        QTest::mouseClick(f.find<QToolButton>("pose_move_button"), Qt::LeftButton);
        QCOMPARE(f.poses().tool(), ui::PoseTool::Move);
        QTest::mouseClick(f.find<QToolButton>("pose_wholeBody_button"), Qt::LeftButton);
        QVERIFY(f.poses().options().wholeBody);
        QVERIFY(f.find<QCheckBox>("ikWholeBody")->isChecked());
        QVERIFY(f.find<QToolButton>("pinLeftFoot")->isEnabled());
        f.find<QToolButton>("pinLeftFoot")->click();
        QVERIFY(f.poses().isPinned(int(Joint::LeftAnkle)));
        f.find<QCheckBox>("followVideo")->click();
        QVERIFY(!f.poses().propagation().isFollowing());
        QVERIFY(!f.find<QToolButton>("pose_follow_button")->isChecked());
    }

    void whereTheVideoShowsNothingFixesStayInterpolated() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "inspectorDock");
        f.workspace().joints().select(int(Joint::Head));
        type(f.find<QDoubleSpinBox>("angleX"), "20");
        QTRY_VERIFY_WITH_TIMEOUT(f.find<QLabel>("inspectorStatus")->text().contains("shows nothing"), 5000);
        QCOMPARE(f.steps(), 2);
        QVERIFY(f.workspace().scene().layers.at(f.person)->propagated.empty());
    }

    void aRangeIsSmoothedShownBeforehandAndTakenBack() {
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "rangeToolsDock");
        f.workspace().playback().setRange({FrameIndex(10), FrameIndex(50)});
        QCOMPARE(f.find<QLabel>("rangeText")->text(), QString("10–49 (in to out)"));
        auto* limb = f.find<QComboBox>("rangeLimb");
        limb->setCurrentIndex(limb->findText("Left leg"));
        type(f.find<QDoubleSpinBox>("smoothCutoff"), "1");
        auto* effect = f.find<QLabel>("rangeEffect");
        QTRY_VERIFY_WITH_TIMEOUT(effect->text().startsWith("Would move these joints by"), 3000);
        const auto raw = f.workspace().scene().clips.at(f.person);
        auto* preview = f.find<QPushButton>("rangePreview");
        preview->click();
        QVERIFY(f.workspace().clipOf(f.person) != raw.get());
        QCOMPARE(f.workspace().scene().clips.at(f.person), raw);
        const body::MotionClip shown = *f.workspace().clipOf(f.person);
        f.picture("range-tools");
        f.find<QPushButton>("rangeApply")->click();
        QVERIFY(!preview->isChecked());
        QCOMPARE(f.steps(), 2);
        for (std::size_t i = 0; i < raw->frames.size(); ++i) QCOMPARE(f.clip().frames[i].poseInCam.axisAngleRad, shown.frames[i].poseInCam.axisAngleRad);
        // What was said beforehand is what came.
        const auto done = ui::RangeToolsPanel::effectOf(*raw, f.clip(), *f.workspace().scene().body, {FrameIndex(10), FrameIndex(50)}, edit::jointsOf(edit::Limb::LeftLeg));
        QVERIFY(done.rmsMm > 5);
        auto* list = f.find<QListWidget>("rangeList");
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QString("Smooth 1 Hz: 10–49, Left leg"));
        list->setCurrentRow(0);
        QTest::mouseClick(f.find<QPushButton>("rangeRemove"), Qt::LeftButton);
        QCOMPARE(list->count(), 0);
        QCOMPARE(f.workspace().scene().clips.at(f.person)->frames[30].poseInCam.axisAngleRad, raw->frames[30].poseInCam.axisAngleRad);
    }

    void everyRangeToolActs_data() {
        QTest::addColumn<QString>("tool");
        for (const char* t : {"Interpolate", "Hold a pose", "Shift in time", "Swap left and right"}) QTest::newRow(t) << QString(t);
    }
    void everyRangeToolActs() {
        QFETCH(QString, tool);
        test::PosedWindow f;
        QVERIFY(f.open());
        raise(f, "rangeToolsDock");
        f.workspace().playback().setRange({FrameIndex(20), FrameIndex(45)});
        auto* tools = f.find<QComboBox>("rangeTool");
        QVERIFY(tools->findText(tool) >= 0);
        tools->setCurrentIndex(tools->findText(tool));
        f.picture("range-" + tool.section(' ', 0, 0).toLower());
        const auto raw = f.workspace().scene().clips.at(f.person);
        QTest::mouseClick(f.find<QPushButton>("rangeApply"), Qt::LeftButton);
        QCOMPARE(f.steps(), 2);
        bool moved = false;
        for (int i = 22; i < 43; ++i) moved |= f.at(i).poseInCam.axisAngleRad != raw->frames[std::size_t(i)].poseInCam.axisAngleRad;
        QVERIFY(moved);
        QCOMPARE(f.at(5).poseInCam.axisAngleRad, raw->frames[5].poseInCam.axisAngleRad);
        // Back to the solve over the same range.
        tools->setCurrentIndex(tools->findText("Reset to the solve"));
        QTest::mouseClick(f.find<QPushButton>("rangeApply"), Qt::LeftButton);
        for (int i = 20; i < 45; ++i) QCOMPARE(f.at(i).poseInCam.axisAngleRad, raw->frames[std::size_t(i)].poseInCam.axisAngleRad);
    }

    void whatFollowsAFixIsUndoneWithIt() {
        // The history alone: an edit and what was worked out for it meanwhile are one step.
        test::PosedWindow f;
        QVERIFY(f.open());
        const auto before = f.workspace().scene().clips;
        f.workspace().joints().select(int(Joint::Head));
        QVERIFY(f.workspace().apply(edit::setFix(f.person, FrameIndex(30), edit::wholeBody(), false, f.at(30).poseInCam), ui::UndoStep::Own));
        QVERIFY(f.workspace().apply(edit::setFalloff(f.person, FrameIndex(30), {0.2, 0.2}), ui::UndoStep::WithPrevious));
        QCOMPARE(f.steps(), 2);
        const auto after = f.workspace().scene().clips;
        f.workspace().undoStack().undo();
        QCOMPARE(f.workspace().scene().clips, before);
        QVERIFY(f.workspace().scene().layers.empty() || f.workspace().scene().layers.at(f.person)->fixes.empty());
        f.workspace().undoStack().redo();
        QCOMPARE(f.workspace().scene().clips, after);
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestPosePanels test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pose_panels.moc"
