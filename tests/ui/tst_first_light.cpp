#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

#include "body/kinematics.h"
#include "tests/ui/main_window_fixture.h"
#include "ui/notice_bar.h"
#include "ui/timeline/timeline.h"
#include "ui/video_view.h"

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/take_npz.h"
#include "nn/model_store.h"
#include "render/world_view.h"
#endif

using namespace ropetp;

/// A new user's first minutes, with real widgets on real footage.
class TestFirstLight : public QObject {
    Q_OBJECT

    static QString clip() { return QStringLiteral(ROPETP_SHARED_DIR "/data/video/romp_sample_video2.mp4"); }

  private:
    /// The dialog writes a queue of files, each verified, and shows the skeleton that a preset means.
    void exportDialogWritesWhatItShows(test::MainWindowFixture& f) {
        f.find<QAction>("file.export")->trigger();
        auto* dialog = f.find<QDialog>("exportDialog");
        QVERIFY(dialog && dialog->isVisible());
        const auto choose = [&](const char* name, const QString& data) {
            auto* box = dialog->findChild<QComboBox*>(name);
            QVERIFY(box);
            const int index = box->findData(data);
            QVERIFY2(index >= 0, name);
            box->setCurrentIndex(index);
        };
        auto* skeleton = dialog->findChild<QTreeWidget*>("exportSkeleton");
        QCOMPARE(skeleton->topLevelItem(0)->text(0), QString("Hips"));
        choose("exportPreset", "unreal");
        QCOMPARE(skeleton->topLevelItem(0)->text(0), QString("root"));
        QCOMPARE(skeleton->topLevelItem(0)->child(0)->text(0), QString("pelvis"));
        auto* path = dialog->findChild<QLineEdit*>("exportPath");
        auto* queue = dialog->findChild<QTreeWidget*>("exportQueue");
        for (const char* ending : {"fbx", "bvh", "glb"}) {
            choose("exportFormat", ending);
            path->setText(f.folder.filePath("shot." + QString(ending)));
            QCOMPARE(dialog->findChild<QCheckBox*>("exportMesh")->isEnabled(), QString(ending) != "bvh");
            if (QString(ending) == "glb") dialog->findChild<QCheckBox*>("exportMesh")->setChecked(true);
            dialog->findChild<QPushButton*>("exportAdd")->click();
        }
        QCOMPARE(queue->topLevelItemCount(), 3);
        dialog->findChild<QPushButton*>("exportRun")->click();
        for (int i = 0; i < 3; ++i) QTRY_VERIFY2_WITH_TIMEOUT(queue->topLevelItem(i)->text(3).startsWith("Verified"), qPrintable(queue->topLevelItem(i)->text(3)), 20000);
        if (const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES"); !to.isEmpty()) dialog->grab().save(to + "/6-export.png");
        for (const char* ending : {"fbx", "bvh", "glb"}) QVERIFY(QFileInfo(f.folder.filePath("shot." + QString(ending))).size() > 1000);
        dialog->close();
    }

  private Q_SLOTS:
    void aPersonIsCapturedSeenAndSaved() {
        if (!QFileInfo::exists(clip())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        test::MainWindowFixture f;
        QVERIFY(f.shown);
        f.picture("1-welcome");
        auto& workspace = f.window->workspace();

        // Dropped on the window.
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(clip())});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.window.get(), &drop);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasVideo(), 10000);
        auto* view = f.find<ui::VideoView>("videoView");
        QTRY_VERIFY(view->hasPicture());
        f.picture("2-opened");

        // A range, to keep the test short; solved by the button.
        workspace.playback().setRange({FrameIndex(30), FrameIndex(90)});
        auto options = workspace.solveOptions();
        options.inOutRangeOnly = true;
        workspace.setSolveOptions(options);
        QTest::mouseClick(f.find<QToolButton>("solveButton"), Qt::LeftButton);
        QVERIFY(workspace.isSolving());
        QVERIFY(!f.find<QToolButton>("solveButton")->isEnabled());
        workspace.playback().seek(FrameIndex(45));
        bool streamed = false;
        connect(&workspace, &ui::Workspace::streamed, this, [&] { streamed |= !workspace.personsOn(FrameIndex(45)).empty(); });
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.isSolving(), 120000);
        QVERIFY2(streamed, "nothing was shown while the solve ran");
        QCOMPARE(workspace.scene().clips.size(), std::size_t(1));
        QCOMPARE(workspace.undoStack().count(), 1);
        QCOMPARE(f.find<QTreeWidget>("personsList")->topLevelItemCount(), 1);
        QTRY_COMPARE(view->shownFrame().value, std::int64_t(45));
        QVERIFY(!workspace.personsOn(FrameIndex(45)).empty() && workspace.personsOn(FrameIndex(45)).front().frame);
        QTest::qWait(50);
        f.picture("3-solved");

        // The body is over the footage: pixels at the pelvis change with the mesh.
        const auto person = workspace.personsOn(FrameIndex(45)).front();
        const auto joints = body::jointPositions(workspace.scene().body->restJoints(person.clip->betas), person.frame->poseInCam);
        const auto px = person.clip->camera.project(joints.row(0).transpose());
        const QPointF at = view->mapping().toView(QPointF(px.x(), px.y())) / view->devicePixelRatioF();
        const QColor with = view->grab().toImage().pixelColor(at.toPoint());
        auto overlay = view->overlayOptions();
        overlay.mesh = false;
        view->setOverlayOptions(overlay);
        const QColor without = view->grab().toImage().pixelColor(at.toPoint());
        QVERIFY(with != without);
        overlay.mesh = true;
        overlay.skeleton = overlay.boxes = overlay.points2d = true;
        view->setOverlayOptions(overlay);
        f.picture("4-everything");
        f.find<QAction>("view.theme.light")->trigger();
        QTest::qWait(50);
        f.picture("5-light");

        // Undo takes the solve back; redo brings it.
        workspace.undoStack().undo();
        QVERIFY(workspace.scene().clips.empty());
        workspace.undoStack().redo();
        QCOMPARE(workspace.scene().clips.size(), std::size_t(1));

        // Saved, and read back.
        bool written = false;
        connect(&workspace, &ui::Workspace::exported, this, [&](jobs::JobId, const QStringList& files) { written = files.size() == 1; });
        const QString file = f.folder.filePath("take.npz");
        workspace.exportTakes(file, std::nullopt);
        QTRY_VERIFY(written);
        const auto take = io::readTakeNpz(file.toStdString());
        QVERIFY(take);
        QCOMPARE(take->frames.size(), workspace.scene().clips.begin()->second->frames.size());
        exportDialogWritesWhatItShows(f);
    }

    void aDrawnBoxIsTrackedAndKept() {
        if (!QFileInfo::exists(clip())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        test::MainWindowFixture f;
        f.window->open(clip());
        auto& workspace = f.window->workspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasVideo(), 10000);
        auto* view = f.find<ui::VideoView>("videoView");
        QTRY_VERIFY(view->hasPicture());
        workspace.playback().setRange({FrameIndex(0), FrameIndex(16)});
        auto options = workspace.solveOptions();
        options.inOutRangeOnly = true;
        workspace.setSolveOptions(options);
        workspace.playback().seek(FrameIndex(5));
        QTRY_COMPARE(view->shownFrame().value, std::int64_t(5));

        // The woman of the clip stands in the middle; the button, then a drag.
        QTest::mouseClick(f.find<QPushButton>("drawBox"), Qt::LeftButton);
        QVERIFY(view->isBoxTool());
        const auto at = [&](double x, double y) { return (view->mapping().toView(QPointF(x, y)) / view->devicePixelRatioF()).toPoint(); };
        QTest::mousePress(view, Qt::LeftButton, {}, at(760, 90));
        QMouseEvent move(QEvent::MouseMove, QPointF(at(1180, 960)), view->mapToGlobal(QPointF(at(1180, 960))), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(view, &move);
        QTest::mouseRelease(view, Qt::LeftButton, {}, at(1180, 960));
        QVERIFY(!view->isBoxTool());
        QVERIFY(workspace.isSolving());
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.isSolving(), 60000);
        const auto selected = workspace.selectedPerson();
        QVERIFY(selected);
        const auto* person = workspace.scene().tracks->find(*selected);
        QVERIFY(person && person->observations.contains(FrameIndex(5)));
        const auto& boxed = person->observations.at(FrameIndex(5));
        QVERIFY(boxed.userBox);
        QVERIFY(std::abs(boxed.box.x - 760) < 6 && std::abs(boxed.box.width - 420) < 6);
        QVERIFY(boxed.landmarks);
        QVERIFY(person->observations.size() > 10);
        QVERIFY(workspace.scene().clips.contains(*selected));
        QCOMPARE(workspace.undoStack().count(), 2);   // the box, the solve
    }

    void aBadFileIsAnsweredWithASentence() {
        test::MainWindowFixture f;
        const QString path = f.folder.filePath("notes.mp4");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is not a video");
        file.close();
        f.window->open(path);
        auto* notices = f.find<ui::NoticeBar>("noticeBar");
        QTRY_VERIFY(!notices->texts().isEmpty());
        QVERIFY2(notices->texts().front().contains("notes.mp4"), qPrintable(notices->texts().front()));
        QVERIFY(!f.window->workspace().hasVideo());
        f.picture("6-bad-file");
    }

    void keysMoveThePlayhead() {
        if (!QFileInfo::exists(clip())) QSKIP("the shared videos are not beside the checkout");
        test::MainWindowFixture f;
        f.window->open(clip());
        auto& playback = f.window->workspace().playback();
        QTRY_VERIFY_WITH_TIMEOUT(f.window->workspace().hasVideo(), 10000);
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        QTest::keyClick(f.window.get(), Qt::Key_Right);
        QCOMPARE(playback.current().value, std::int64_t(1));
        QTest::keyClick(f.window.get(), Qt::Key_End);
        QCOMPARE(playback.current().value, playback.frameCount() - 1);
        QTest::keyClick(f.window.get(), Qt::Key_Left);
        QTest::keyClick(f.window.get(), Qt::Key_O);
        QCOMPARE(playback.range().end.value, playback.frameCount() - 1);
        QTest::keyClick(f.window.get(), Qt::Key_X);
        QVERIFY(!playback.hasCustomRange());
        QTest::keyClick(f.window.get(), Qt::Key_J);
        QVERIFY(playback.speed() < 0);
        QTest::keyClick(f.window.get(), Qt::Key_K);
        QVERIFY(!playback.isPlaying());
        auto* number = f.find<QSpinBox>("frameNumber");
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, "120");
        QTest::keyClick(number, Qt::Key_Return);
        QCOMPARE(playback.current().value, std::int64_t(120));

        // Scrubbed in the timeline.
        auto* timeline = f.find<ui::Timeline>("timeline");
        QTest::mouseClick(timeline, Qt::LeftButton, {}, QPoint(int(timeline->xOf(FrameIndex(60)) + 1), 10));
        QCOMPARE(playback.current().value, std::int64_t(60));
    }

    void aCanceledSolveLeavesTheSceneAlone() {
        if (!QFileInfo::exists(clip())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        test::MainWindowFixture f;
        f.window->open(clip());
        auto& workspace = f.window->workspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasVideo(), 10000);
        QTest::mouseClick(f.find<QToolButton>("solveButton"), Qt::LeftButton);
        bool seen = false;
        connect(&workspace, &ui::Workspace::streamed, this, [&] { seen |= !workspace.knownPersons().empty(); });
        QTRY_VERIFY_WITH_TIMEOUT(seen, 30000);
        QTest::mouseClick(f.find<QToolButton>("cancelButton"), Qt::LeftButton);
        QVERIFY(!workspace.isSolving());
        QTRY_VERIFY_WITH_TIMEOUT(workspace.inferenceLane().isIdle(), 2000);
        QVERIFY(workspace.scene().clips.empty());
        QCOMPARE(workspace.undoStack().count(), 0);
        QVERIFY(f.find<ui::NoticeBar>("noticeBar")->texts().isEmpty());
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestFirstLight test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_first_light.moc"
