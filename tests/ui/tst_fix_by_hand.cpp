#include <QTest>

#include <QToolButton>

#include "tests/ui/posed_window.h"

#ifndef Q_MOC_RUN
#include "nn/model_store.h"
#include "tests/core/edit/mended_clips.h"
#endif

#include <functional>

using namespace ropetp;
using testing::MendedClip;
using body::Joint;

/// The acceptance of posing: a damaged solve of the built-in sample, and of real recordings, is put right with the mouse and the
/// keyboard, on three frames. What the user sees in the footage is the reference's picture of the joints; nothing else of it is
/// used. The same is done by a script in tests/app/cli/tst_cli_fix.
class TestFixByHand : public QObject {
    Q_OBJECT

    struct Run {
        test::MainWindowFixture f;
        ui::VideoView* video = nullptr;
        ui::PoseHandles2d* handles = nullptr;
        io::Truth reference;
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
        /// Drags joints' handles to where those joints are in the footage; what the reference does not know stays.
        void drag(const std::vector<Joint>& joints) {
            const FrameIndex frame = workspace().playback().current();
            for (const Joint j : joints) {
                const auto& clip = *workspace().scene().clips.at(person);
                const auto now = body::jointPositions(workspace().scene().body->restJoints(clip.betas), clip.frames[std::size_t(clip.find(frame))].poseInCam);
                const auto px = testing::seenPx(reference, frame, j, now);
                if (px.allFinite()) test::PosedWindow::drag(video, handles->handle(body::index(j))->toPoint(), video->toView(QPointF(px.x(), px.y())).toPoint());
            }
        }
        void followed() { QTRY_VERIFY_WITH_TIMEOUT(!f.window->poses().propagation().isRunning(), 60000); }

        /// Legs: one of them is clicked, and they change places.
        void mendLegs(const MendedClip& clip) {
            seek(clip.fixOf(0));
            f.picture("hand-1-legs-before");
            pick({Joint::LeftKnee});
            key(Qt::Key_S, Qt::AltModifier);
            followed();
            f.picture("hand-1-legs-after");
        }
        /// The arm: taken from a good frame near by, then elbow and wrist to where they are in the footage.
        void mendArm(const MendedClip& clip) {
            seek(FrameIndex(clip.armFrom));
            key(Qt::Key_Q);
            workspace().joints().clear();
            pick({Joint::LeftShoulder, Joint::LeftElbow, Joint::LeftWrist});
            key(Qt::Key_C, Qt::ControlModifier);
            seek(clip.fixOf(1));
            f.picture("hand-2-arm-before");
            key(Qt::Key_V, Qt::ControlModifier);
            key(Qt::Key_W);
            drag(testing::draggedArm());
            followed();
            f.picture("hand-2-arm-after");
        }
        /// The body that stands still: from the first good frame after it, half a step on, so mirrored; or from the video.
        void mendHeld(const MendedClip& clip) {
            key(Qt::Key_Q);
            workspace().joints().clear();
            if (clip.heldFrom >= 0) {
                seek(FrameIndex(clip.heldFrom));
                key(Qt::Key_C, Qt::ControlModifier);
            }
            seek(clip.fixOf(2));
            f.picture("hand-3-held-before");
            if (clip.heldFrom >= 0) {
                key(Qt::Key_V, Qt::ControlModifier);
                key(Qt::Key_M, Qt::ControlModifier);
                key(Qt::Key_W);
                drag(testing::draggedBody());
            } else {
                key(Qt::Key_V, Qt::ShiftModifier);
            }
            followed();
            f.picture("hand-3-held-after");
        }
    };

  private Q_SLOTS:
    void threeFixesByHandReplaceThreeHundred_data() {
        QTest::addColumn<std::function<MendedClip()>>("which");
        QTest::newRow("built-in sample") << std::function<MendedClip()>(testing::builtInSample);
        QTest::newRow("balancing, with a reference") << std::function<MendedClip()>(testing::balancing);
        QTest::newRow("jumping") << std::function<MendedClip()>(testing::jumping);
    }
    void threeFixesByHandReplaceThreeHundred() {
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        QFETCH(std::function<MendedClip()>, which);
        const MendedClip clip = which();
        if (!clip.isHere()) QSKIP("the recording is not here (../shared/data)");
        Run r;
        r.f.window->open(QString::fromStdString(clip.video.string()));
        r.f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(r.f.window.get()));
        auto& workspace = r.workspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasVideo(), 10000);
        r.video = r.f.find<ui::VideoView>("videoView");
        r.handles = r.video->findChild<ui::PoseHandles2d*>();
        workspace.playback().setRange(clip.range);
        auto options = workspace.solveOptions();
        options.inOutRangeOnly = options.largestOnly = true;
        workspace.setSolveOptions(options);
        QTest::mouseClick(r.f.find<QToolButton>("solveButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.isSolving(), 600000);
        QCOMPARE(workspace.scene().clips.size(), std::size_t(1));
        r.person = workspace.scene().clips.begin()->first;
        const auto good = workspace.scene().clips.at(r.person);
        const auto& body = *workspace.scene().body;
        auto reference = testing::referenceOf(clip, *good, body);
        QVERIFY2(reference, reference ? "" : describe(reference.error()).c_str());
        r.reference = std::move(*reference);

        // A solve that went wrong in three ways.
        QVERIFY(workspace.apply(edit::commitSolve(workspace.scene().tracks, {testing::damaged(*good, body, clip.damages())}, workspace.scene().ground, {})));
        const auto raw = workspace.scene().clips.at(r.person);
        workspace.selectPerson(r.person);
        r.mendLegs(clip);
        r.mendArm(clip);
        r.mendHeld(clip);

        const auto layers = edit::layersOf(workspace.scene(), r.person);
        QVERIFY(layers);
        QCOMPARE(layers->fixes.size(), std::size_t(3));
        QVERIFY(!r.f.window->poses().propagation().isNeeded(r.person));
        testing::checkMended(clip, testing::measureMended(clip, r.reference, body, *good, *raw, *workspace.scene().clips.at(r.person)));
        // All of it can be taken back.
        while (workspace.undoStack().index() > 2) workspace.undoStack().undo();
        QCOMPARE(workspace.scene().clips.at(r.person), raw);
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestFixByHand test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_fix_by_hand.moc"
