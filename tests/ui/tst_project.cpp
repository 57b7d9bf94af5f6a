#include <QAction>
#include <QFile>
#include <QFileInfo>

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

#include "edit/fix_edits.h"
#include "edit/scene_compare.h"
#include "tests/ui/posed_window.h"
#include "ui/notice_bar.h"
#include "ui/project_session.h"
#include "ui/recovery_dialog.h"

using namespace ropetp;

/// The project from a user's side: the unsaved mark, saving, opening, closing, and what is left after a kill.
class TestProject : public QObject {
    Q_OBJECT
    static QString sample() { return QStringLiteral(ROPETP_SOURCE_DIR "/resources/sample/walk.mp4"); }
    /// A button of a box that has just come up.
    static QPushButton* button(test::MainWindowFixture& f, const char* name) {
        QPushButton* b = nullptr;
        if (!QTest::qWaitFor([&] { return (b = f.find<QPushButton>(name)) && b->isVisible(); }, 5000)) return nullptr;
        return b;
    }
    static void trigger(test::MainWindowFixture& f, const char* command) { f.window->commands().find(command)->action->trigger(); }
    static bool fix(test::PosedWindow& f, int frame) {
        body::Pose pose;
        pose.axisAngleRad[16] = {0.1, frame / 7.0, 0.3};
        return f.workspace().apply(edit::setFix(f.person, FrameIndex(frame), edit::jointsOf(edit::Limb::LeftArm), false, pose));
    }
    static bool saved(test::PosedWindow& f, const QString& path) {
        bool done = false;
        f.window->project().save(path, [&] { done = true; });
        return QTest::qWaitFor([&] { return done; }, 10000);
    }
    static bool opened(test::MainWindowFixture& f, const QString& path) {
        f.window->open(path);
        return QTest::qWaitFor([&] { return f.window->project().path() == path; }, 10000);
    }

  private Q_SLOTS:
    void editSaveAndOpenAgain() {
        test::PosedWindow f;
        QVERIFY(f.open());
        // The solve itself is not saved yet.
        QVERIFY(f.window->isWindowModified());
        QVERIFY(f.window->windowTitle().startsWith("walk.mp4[*]"));
        const QString path = f.folder.filePath("walk.ropetp");
        f.workspace().playback().setRange({FrameIndex(5), FrameIndex(50)});
        auto options = f.workspace().solveOptions();
        options.flipTest = true;
        options.estimator = "fit";
        options.trajectorySeed = 7;
        f.workspace().setSolveOptions(options);
        QVERIFY(saved(f, path));
        QVERIFY(!f.window->isWindowModified());
        QVERIFY(f.window->windowTitle().startsWith("walk.ropetp[*]"));

        QVERIFY(fix(f, 20));
        QVERIFY(f.window->isWindowModified());
        f.workspace().undoStack().undo();
        QVERIFY(!f.window->isWindowModified());
        f.workspace().undoStack().redo();
        QVERIFY(f.window->isWindowModified());
        f.seek(33);
        trigger(f, "file.save");
        QTRY_VERIFY(!f.window->isWindowModified());
        QVERIFY(f.find<ui::NoticeBar>("noticeBar") == nullptr || !f.find<ui::NoticeBar>("noticeBar")->texts().isEmpty());
        const edit::Scene scene = f.workspace().scene();
        f.picture("project-saved");

        test::MainWindowFixture g;
        QVERIFY(opened(g, path));
        auto& w = g.window->workspace();
        QCOMPARE(edit::firstDifference(w.scene(), scene), std::string());
        QVERIFY(!g.window->isWindowModified());
        QCOMPARE(w.undoStack().count(), 0);
        QCOMPARE(w.playback().range().first.value, std::int64_t(5));
        QCOMPARE(w.playback().current().value, std::int64_t(33));
        QVERIFY(w.selectedPerson() == f.person);
        QCOMPARE(w.solveOptions().trajectorySeed, std::uint64_t(7));
        QVERIFY(g.window->commands().find("solve.rope.flip")->action->isChecked());
        QVERIFY(g.window->commands().find("solve.estimator.fit")->action->isChecked());
        QVERIFY(!w.isSolving());
        // Editing goes on.
        QVERIFY(w.apply(edit::moveRoot(f.person, FrameIndex(10), {0.1, 0.2, 4})));
        QVERIFY(g.window->isWindowModified());
    }

    void aChangeWhileSavingIsNotTakenForSaved() {
        test::PosedWindow f;
        QVERIFY(f.open());
        bool done = false;
        f.window->project().save(f.folder.filePath("walk.ropetp"), [&] { done = true; });
        QVERIFY(fix(f, 20));   // the lane has its snapshot
        QTRY_VERIFY(done);
        QVERIFY(f.window->isWindowModified());
        const auto read = project::readProject(f.folder.filePath("walk.ropetp").toStdString());
        QVERIFY(read && read->scene.layers.at(f.person)->fixes.empty());
        QVERIFY(saved(f, f.folder.filePath("walk.ropetp")));
        QVERIFY(!f.window->isWindowModified());
    }

    void closingAsksForWhatIsNotSaved() {
        test::PosedWindow f;
        QVERIFY(f.open());
        QVERIFY(saved(f, f.folder.filePath("walk.ropetp")));
        QVERIFY(fix(f, 20));
        QVERIFY(!f.window->close());
        auto* cancel = button(f, "unsavedCancel");
        QVERIFY(cancel);
        if (const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES"); !to.isEmpty()) f.find<QMessageBox>("unsavedBox")->grab().save(to + "/project-unsaved.png");
        cancel->click();
        QVERIFY(f.window->isVisible());
        QTRY_VERIFY(!f.find<QMessageBox>("unsavedBox"));
        QVERIFY(!f.window->close());
        QVERIFY(button(f, "unsavedSave"));
        button(f, "unsavedSave")->click();
        QTRY_VERIFY(!f.window->isVisible());
        const auto read = project::readProject(f.folder.filePath("walk.ropetp").toStdString());
        QVERIFY(read);
        QCOMPARE(edit::firstDifference(read->scene, f.workspace().scene()), std::string());
        // A clean end leaves nothing to recover.
        QVERIFY(f.window->project().recoverable().empty());
    }

    void openingSomethingElseAsksToo() {
        test::PosedWindow f;
        QVERIFY(f.open());
        f.window->open(sample());
        auto* drop = button(f, "unsavedDrop");
        QVERIFY(drop);
        QCOMPARE(f.workspace().scene().clips.size(), std::size_t(1));
        drop->click();
        QTRY_VERIFY(f.workspace().scene().clips.empty());
        QVERIFY(!f.window->isWindowModified());
    }

    /// What a kill leaves: the journal's folder as it is at that moment, copied aside and put back when the program is gone.
    void whatAKillLeftIsBroughtBack_data() {
        QTest::addColumn<bool>("wasSaved");
        QTest::newRow("a project") << true;
        QTest::newRow("a video that was never saved") << false;
    }
    void whatAKillLeftIsBroughtBack() {
        QFETCH(bool, wasSaved);
        QTemporaryDir shared;
        edit::Scene scene;
        PersonId person;
        const QString path = shared.filePath("walk.ropetp");
        {
            test::PosedWindow f;
            QVERIFY(f.open());
            if (wasSaved) QVERIFY(saved(f, path));
            QVERIFY(fix(f, 20));
            QVERIFY(fix(f, 40));
            f.workspace().undoStack().undo();
            scene = f.workspace().scene();
            person = f.person;
            QVERIFY(f.window->project().recoverable().empty());   // it is ours, and we live
            f.window.reset();                                     // gone without closing
            if (!wasSaved) QVERIFY(QFile::rename(f.folder.filePath("state"), shared.filePath("state")));
        }
        test::MainWindowFixture g;
        if (wasSaved) ui::Settings::addRecentFile(path);
        else QVERIFY(QFile::rename(shared.filePath("state"), g.folder.filePath("state")));
        g.window->offerRecovery();
        auto* dialog = g.find<ui::RecoveryDialog>("recoveryDialog");
        QVERIFY(dialog && dialog->isVisible());
        auto* list = dialog->findChild<QTreeWidget*>("recoveryList");
        QCOMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), wasSaved ? QString("walk.ropetp") : QString("walk.mp4"));
        if (const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES"); !to.isEmpty()) dialog->grab().save(to + (wasSaved ? "/project-recovery.png" : "/project-recovery-unsaved.png"));
        button(g, "recoveryRecover")->click();
        auto& w = g.window->workspace();
        QTRY_VERIFY_WITH_TIMEOUT(!w.scene().clips.empty(), 10000);
        QCOMPARE(edit::firstDifference(w.scene(), scene), std::string());
        QVERIFY(g.window->isWindowModified());
        QCOMPARE(g.window->project().path(), wasSaved ? path : QString());
        QCOMPARE(w.scene().layers.at(person)->fixes.size(), std::size_t(1));
        g.picture("project-recovered");
        // It is in a journal of our own now, and the other is gone.
        QVERIFY(g.window->project().recoverable().empty());
        g.window.reset();
        test::MainWindowFixture h;
        if (wasSaved) {
            ui::Settings::addRecentFile(path);
            QCOMPARE(h.window->project().recoverable().size(), std::size_t(1));
            const auto again = project::recover(h.window->project().recoverable().front().folder);
            QVERIFY(again);
            QCOMPARE(edit::firstDifference(again->project.scene, scene), std::string());
        }
    }

    void aMovedVideoIsFoundAndAMissingOneAskedFor() {
        test::PosedWindow f;
        QVERIFY(QFile::copy(sample(), f.folder.filePath("mine.mp4")));
        QVERIFY(f.open());
        const edit::Scene scene = f.workspace().scene();
        project::Project p;
        p.scene = scene;
        auto video = std::make_shared<media::VideoInfo>(*scene.video);
        video->path = f.folder.filePath("mine.mp4").toStdString();
        p.scene.video = video;
        p.saveId = project::newSaveId();
        const QString path = f.folder.filePath("mine.ropetp");
        p.video = project::referTo(video->path, path.toStdString());
        QVERIFY(project::writeProject(path.toStdString(), p));
        QVERIFY(QFile::rename(f.folder.filePath("mine.mp4"), f.folder.filePath("theirs.mp4")));

        test::MainWindowFixture g;
        g.window->open(path);
        auto* without = button(g, "videoWithout");
        QVERIFY(without);
        if (const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES"); !to.isEmpty()) g.find<QMessageBox>("videoBox")->grab().save(to + "/project-video.png");
        without->click();
        auto& session = g.window->project();
        QTRY_COMPARE(session.path(), path);
        QVERIFY(session.isVideoMissing());
        auto* view = g.find<ui::VideoView>("videoView");
        QTRY_VERIFY(view->hasPicture());
        QCOMPARE(edit::firstDifference(g.window->workspace().scene(), p.scene), std::string());
        // A file that is no such video is refused, the right one taken.
        QSignalSpy failed(&g.window->workspace(), &ui::Workspace::failed);
        session.useVideo(path);
        QTRY_COMPARE(failed.count(), 1);
        session.useVideo(f.folder.filePath("theirs.mp4"));
        QTRY_VERIFY(!session.isVideoMissing());
        QVERIFY(g.window->isWindowModified());   // the project does not know yet
        QTRY_VERIFY(view->hasPicture());
        QCOMPARE(g.window->workspace().scene().video->path, std::filesystem::path(f.folder.filePath("theirs.mp4").toStdString()));
    }

    void aDamagedProjectIsAnError() {
        test::PosedWindow f;
        QVERIFY(f.open());
        const QString path = f.folder.filePath("bad.ropetp");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("PK nonsense") > 0);
        file.close();
        QVERIFY(saved(f, f.folder.filePath("good.ropetp")));
        QSignalSpy failed(&f.workspace(), &ui::Workspace::failed);
        f.window->open(path);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(f.window->project().path(), f.folder.filePath("good.ropetp"));   // what was open stays
        QCOMPARE(f.workspace().scene().clips.size(), std::size_t(1));
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestProject test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_project.moc"
