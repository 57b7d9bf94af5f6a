#include <QTest>

#include <QToolButton>

#include "tests/ui/posed_window.h"

#ifndef Q_MOC_RUN
#include "nn/model_store.h"
#include "tests/core/edit/damaged_sample.h"
#endif

using namespace ropetp;
using body::Joint;

/// The acceptance of posing: a damaged solve of the built-in sample is put right with the mouse and the keyboard, on three
/// frames. What the user sees in the footage is the truth's picture of the joints; nothing else of the truth is used.
class TestFixByHand : public QObject {
    Q_OBJECT

    struct Run {
        test::MainWindowFixture f;
        ui::VideoView* video = nullptr;
        ui::PoseHandles2d* handles = nullptr;
        io::Truth truth;
        PersonId person;

        ui::Workspace& workspace() { return f.window->workspace(); }
        void seek(FrameIndex frame) {
            workspace().playback().seek(frame);
            QTRY_COMPARE_WITH_TIMEOUT(video->shownFrame().value, frame.value, 10000);
        }
        void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            video->setFocus();
            QTest::keyClick(f.window.get(), key, modifiers);
        }
        void pick(std::initializer_list<Joint> joints) {
            Qt::KeyboardModifiers modifiers;
            for (const Joint j : joints) {
                QTest::mouseClick(video, Qt::LeftButton, modifiers, handles->handle(body::index(j))->toPoint());
                modifiers = Qt::ShiftModifier;
            }
        }
        /// Drags a joint's handle to where that joint is in the footage.
        void drag(Joint joint) {
            const FrameIndex frame = workspace().playback().current();
            const auto k = std::size_t(std::find(truth.frameIds.begin(), truth.frameIds.end(), frame.value) - truth.frameIds.begin());
            QVERIFY(k < truth.frameIds.size());
            const Eigen::Vector3d seen = truth.k * truth.jointsInCam[k].row(body::index(joint)).transpose();
            const QPointF px(seen.x() / seen.z(), seen.y() / seen.z());
            test::PosedWindow::drag(video, handles->handle(body::index(joint))->toPoint(), video->toView(px).toPoint());
        }
    };

  private Q_SLOTS:
    void threeFixesByHandReplaceThreeHundred() {
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        const std::filesystem::path folder = std::filesystem::path(ROPETP_SOURCE_DIR) / "resources" / "sample";
        auto truth = io::readTruthNpz(folder / "walk.truth.npz");
        QVERIFY2(truth, truth ? "" : describe(truth.error()).c_str());
        Run r;
        r.truth = std::move(*truth);
        r.f.window->open(QString::fromStdString((folder / "walk.mp4").string()));
        r.f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(r.f.window.get()));
        auto& workspace = r.workspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasVideo(), 10000);
        r.video = r.f.find<ui::VideoView>("videoView");
        r.handles = r.video->findChild<ui::PoseHandles2d*>();
        workspace.playback().setRange({FrameIndex(0), FrameIndex(120)});
        auto options = workspace.solveOptions();
        options.inOutRangeOnly = options.largestOnly = true;
        workspace.setSolveOptions(options);
        QTest::mouseClick(r.f.find<QToolButton>("solveButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.isSolving(), 600000);
        QCOMPARE(workspace.scene().clips.size(), std::size_t(1));
        r.person = workspace.scene().clips.begin()->first;
        const auto good = workspace.scene().clips.at(r.person);
        const auto& body = *workspace.scene().body;

        // A solve that went wrong in three ways.
        const auto all = testing::damages();
        QVERIFY(workspace.apply(edit::commitSolve(workspace.scene().tracks, {testing::damaged(*good, body, all)}, workspace.scene().ground, {})));
        const auto raw = workspace.scene().clips.at(r.person);
        workspace.selectPerson(r.person);
        const auto fixes = [&]() -> std::size_t {
            const auto layers = edit::layersOf(workspace.scene(), r.person);
            return layers ? layers->fixes.size() : 0;
        };
        const auto followed = [&] { QTRY_VERIFY_WITH_TIMEOUT(!r.f.window->poses().propagation().isRunning(), 60000); };

        // Legs: one of them is clicked, and they change places.
        r.seek(FrameIndex(25));
        r.f.picture("hand-1-legs-before");
        r.pick({Joint::LeftKnee});
        r.key(Qt::Key_S, Qt::AltModifier);
        followed();
        r.f.picture("hand-1-legs-after");

        // The arm: taken from a good frame near by, then elbow and wrist to where they are in the footage.
        r.seek(FrameIndex(44));
        r.pick({Joint::LeftShoulder, Joint::LeftElbow, Joint::LeftWrist});
        r.key(Qt::Key_C, Qt::ControlModifier);
        r.seek(FrameIndex(55));
        r.f.picture("hand-2-arm-before");
        r.key(Qt::Key_V, Qt::ControlModifier);
        r.key(Qt::Key_W);
        r.drag(Joint::LeftElbow);
        r.drag(Joint::LeftWrist);
        followed();
        r.f.picture("hand-2-arm-after");

        // The body that stands still: from the first good frame after it, half a step on, so mirrored.
        r.seek(FrameIndex(112));
        r.key(Qt::Key_Q);
        workspace.joints().clear();
        r.key(Qt::Key_C, Qt::ControlModifier);
        r.seek(FrameIndex(95));
        r.f.picture("hand-3-held-before");
        r.key(Qt::Key_V, Qt::ControlModifier);
        r.key(Qt::Key_M, Qt::ControlModifier);
        r.key(Qt::Key_W);
        for (const Joint j : {Joint::Pelvis, Joint::LeftKnee, Joint::LeftAnkle, Joint::RightKnee, Joint::RightAnkle, Joint::LeftElbow, Joint::LeftWrist, Joint::RightElbow, Joint::RightWrist}) r.drag(j);
        followed();
        r.f.picture("hand-3-held-after");

        QCOMPARE(fixes(), std::size_t(3));
        QVERIFY(!r.f.window->poses().propagation().isNeeded(r.person));
        const body::MotionClip& fixed = *workspace.scene().clips.at(r.person);
        for (const auto& d : all) {
            const double before = testing::errorMm(*good, body, r.truth, d.frames), broken = testing::errorMm(*raw, body, r.truth, d.frames), after = testing::errorMm(fixed, body, r.truth, d.frames);
            qInfo("%s: undamaged %.1f, damaged %.1f, fixed by hand %.1f mm", d.name, before, broken, after);
            QVERIFY2(broken > 1.5 * before, d.name);
            QVERIFY2(after <= 1.3 * before, qPrintable(QString("%1: undamaged %2, damaged %3, fixed %4 mm").arg(d.name).arg(before).arg(broken).arg(after)));
        }
        const double moved = testing::movedMm(fixed, *good, body, [&](FrameIndex f) { return !testing::isDamaged(all, f); });
        qInfo("undamaged frames moved by at most %.2f mm", moved);
        QVERIFY2(moved < 5, qPrintable(QString("an undamaged frame moved by %1 mm").arg(moved)));
        // All of it can be taken back.
        while (workspace.undoStack().index() > 2) workspace.undoStack().undo();
        QCOMPARE(workspace.scene().clips.at(r.person), raw);
    }
};

int main(int argc, char** argv) {
    QSurfaceFormat::setDefaultFormat(render::WorldView::requiredFormat());
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestFixByHand test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_fix_by_hand.moc"
