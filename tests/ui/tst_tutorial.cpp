#include <QTest>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCursor>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>
#include <QUndoStack>

#include "tests/ui/posed_window.h"
#include "ui/hint_line.h"
#include "ui/review_model.h"
#include "ui/timeline/contact_track.h"
#include "ui/timeline/fix_track.h"
#include "ui/timeline/quality_track.h"
#include "ui/timeline/timeline.h"
#include "ui/trajectory_editor.h"
#include "ui/trajectory_handles.h"

#ifndef Q_MOC_RUN
#include "edit/trajectory_edits.h"
#include "nn/model_store.h"
#endif

using namespace ropetp;
using body::Joint;

/// docs/tutorial.md, step by step in one window on a fresh start: the keys and the mouse that it names, pressed where the
/// focus is, and what it promises. A step that does not hold here has to be mended in the program or in the text.
class TestTutorial : public QObject {
    Q_OBJECT

    std::unique_ptr<test::MainWindowFixture> f_;
    ui::VideoView* video_ = nullptr;
    render::WorldView* world_ = nullptr;
    ui::PoseHandles2d* handles_ = nullptr;
    ui::Timeline* timeline_ = nullptr;
    PersonId person_;

    ui::Workspace& w() { return f_->window->workspace(); }
    int at() { return int(w().playback().current().value); }
    const body::MotionClip& clip() { return *w().scene().clips.at(person_); }
    /// Goes to whatever has the focus, as a real keyboard's.
    void key(Qt::Key k, Qt::KeyboardModifiers m = {}) {
        // Without a window manager nobody hands the focus back when a menu or a dialog closes.
        if (!QApplication::activeWindow()) {
            f_->window->activateWindow();
            (void)QTest::qWaitForWindowActive(f_->window.get());
        }
        QWidget* to = QApplication::activeWindow() ? QApplication::focusWidget() : nullptr;
        QTest::keyClick(to ? to : f_->window.get(), k, m);
    }
    bool seek(int frame) {
        w().playback().seek(FrameIndex(frame));
        return QTest::qWaitFor([&] { return video_->shownFrame() == FrameIndex(frame); }, 10000);
    }
    void click(const char* button) { QTest::mouseClick(f_->find<QWidget>(button), Qt::LeftButton); }
    bool isOnTop(const char* dock) { return !f_->find<QDockWidget>(dock)->visibleRegion().isEmpty(); }
    QPoint handle(Joint j) { return handles_->handle(body::index(j)).value_or(QPointF(-1, -1)).toPoint(); }
    std::vector<edit::Fix> fixes() {
        const auto layers = edit::layersOf(w().scene(), person_);
        return layers ? layers->fixes : std::vector<edit::Fix>();
    }
    bool settled() {
        return QTest::qWaitFor([&] { return !f_->window->poses().propagation().isRunning() && !f_->window->trajectories().isSolving() && !f_->window->review().isBusy(); }, 120000);
    }
    template <class Track>
    Track* track(const char* name) {
        for (auto* t : timeline_->rows().added())
            if (t->objectName() == QLatin1String(name)) return dynamic_cast<Track*>(t);
        return nullptr;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        f_ = std::make_unique<test::MainWindowFixture>();
        ui::Settings::setSolveOnOpen(true);   // as it comes
        f_->window->activateWindow();
        QVERIFY(f_->shown && QTest::qWaitForWindowActive(f_->window.get()));
        video_ = f_->find<ui::VideoView>("videoView");
        world_ = f_->find<render::WorldView>("worldView");
        handles_ = video_->findChild<ui::PoseHandles2d*>();
        timeline_ = f_->find<ui::Timeline>("timeline");
        // All rows are to be seen.
        f_->find<QSplitter>("mainSplit")->setSizes({440, 340});
    }
    void cleanupTestCase() {
        if (f_) w().undoStack().setClean();
        f_.reset();
    }

    void f1AndCtrlKAndTheBottomLine() {
        key(Qt::Key_K, Qt::ControlModifier);
        auto* palette = f_->find<QWidget>("commandPalette");
        QTRY_VERIFY(palette->isVisible());
        QVERIFY(palette->findChild<QAbstractItemView*>("paletteList")->model()->rowCount() > 50);
        QTest::keyClick(palette->findChild<QLineEdit*>("paletteField"), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QCursor::setPos(timeline_->mapToGlobal(timeline_->rect().center()));
        key(Qt::Key_F1);
        const auto balloon = [] {
            for (auto* top : QApplication::topLevelWidgets())
                if (top->isVisible() && top->inherits("QWhatsThat")) return top;
            return static_cast<QWidget*>(nullptr);
        };
        QTRY_VERIFY(balloon());
        balloon()->close();
    }

    void captured() {
        f_->window->open(QStringLiteral(ROPETP_SOURCE_DIR "/resources/sample/walk.mp4"));
        // 1: solved as soon as it is open.
        QTRY_VERIFY_WITH_TIMEOUT(w().isSolving(), 20000);
        // 2: boxes and bodies appear, Jobs shows stage and time left, one can scrub and play.
        QVERIFY(isOnTop("jobsDock"));
        QTRY_VERIFY_WITH_TIMEOUT(!w().knownPersons().empty(), 120000);
        const auto told = [&] {
            for (auto* state : f_->find<QWidget>("jobsPanel")->findChildren<QLabel*>("jobState"))
                if (state->text().contains("left") && state->text().contains("%")) return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(told(), 120000);
        key(Qt::Key_Right);
        QTRY_COMPARE(at(), 1);
        // Stop ends it at once.
        click("cancelButton");
        QVERIFY(!w().isSolving() && w().scene().clips.empty());
        click("solveButton");
        QTRY_VERIFY_WITH_TIMEOUT(!w().isSolving(), 900000);
        QCOMPARE(w().scene().clips.size(), std::size_t(1));
        person_ = w().scene().clips.begin()->first;
        QVERIFY(settled());
    }

    void judged() {
        if (!f_ || w().scene().clips.empty()) QSKIP("nothing was captured");
        auto& playback = w().playback();
        key(Qt::Key_Space);
        QVERIFY(playback.isPlaying());
        key(Qt::Key_Space);
        QVERIFY(!playback.isPlaying());
        key(Qt::Key_L);
        QVERIFY(playback.speed() > 0);
        key(Qt::Key_K);
        key(Qt::Key_J);
        QVERIFY(playback.speed() < 0);
        key(Qt::Key_K);
        QVERIFY(!playback.isPlaying());
        QVERIFY(seek(60));
        key(Qt::Key_Left);
        QTRY_COMPARE(at(), 59);
        const auto shown = [&] {
            const auto& o = video_->overlayOptions();
            return std::array{o.mesh, o.skeleton, o.points2d, o.boxes};
        };
        for (int i = 0; i < 4; ++i) {
            auto wanted = shown();
            wanted[std::size_t(i)] = !wanted[std::size_t(i)];
            key(Qt::Key(Qt::Key_1 + i));
            QCOMPARE(shown(), wanted);
            key(Qt::Key(Qt::Key_1 + i));
        }
        const float before = video_->overlayOptions().meshOpacity;
        f_->find<QDockWidget>("displayDock")->raise();
        QTRY_VERIFY(isOnTop("displayDock"));
        auto* opacity = f_->find<QSlider>("opacity");
        QTest::mouseClick(opacity, Qt::LeftButton, {}, {4, opacity->height() / 2});
        QVERIFY(video_->overlayOptions().meshOpacity < before);
        // The line at the bottom says what the mouse does.
        auto* line = f_->window->findChild<ui::HintLine*>();
        QCursor::setPos(timeline_->mapToGlobal(timeline_->rect().center()));
        QTest::qWait(100);
        QCursor::setPos(world_->mapToGlobal(world_->rect().center()));
        QTRY_VERIFY2(line->hint().contains("{wheel}"), qPrintable(line->hint()));
        // 4: the world view.
        const auto seen = [&] { return world_->project({0.3, 1.0, 0.2}); };
        for (const char* preset : {"viewTop", "viewCamera"}) {
            const Eigen::Vector3d was = seen();
            click(preset);
            QTRY_VERIFY2((seen() - was).norm() > 5, preset);
        }
        click("viewPerspective");
        Eigen::Vector3d was = seen();
        test::PosedWindow::drag(world_, QPoint(30, 30), QPoint(90, 30));
        QVERIFY((seen() - was).norm() > 5);
        was = seen();
        QWheelEvent wheel(QPointF(60, 60), world_->mapToGlobal(QPointF(60, 60)), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(world_, &wheel);
        QVERIFY((seen() - was).norm() > 1);
        click("viewFollow");
        QCOMPARE(world_->followedPerson(), std::optional(person_));
        click("viewFollow");
    }

    void badFramesAreFoundAndAccepted() {
        if (!f_ || w().scene().clips.empty()) QSKIP("nothing was captured");
        auto& review = f_->window->review();
        QVERIFY2(review.left() > 2, "the sample has frames that need a look: the wall hides the legs");
        const int start = at();
        // 5
        key(Qt::Key_N);
        QVERIFY(at() != start);
        const int worst = at();
        QVERIFY(w().joints().primary());
        QTRY_VERIFY(isOnTop("reviewDock"));
        auto* list = f_->find<QListWidget>("reviewList");
        QVERIFY(list->count() == review.left() && !list->item(0)->text().isEmpty());
        key(Qt::Key_N);
        QVERIFY(at() != worst);
        key(Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(at(), worst);
        auto* quality = track<ui::QualityTrack>("qualityTrack");
        QVERIFY(quality);
        const auto fold = [&] {
            const QRect row = timeline_->rectOf(*quality);
            for (int x = 0; x < ui::TimelineRows::kHeaderWidth; ++x)
                if (ui::TimelineRows::isOnFold(*quality, x + 2)) return QPoint(x + 4, row.center().y());
            return QPoint(-1, -1);
        };
        const auto rows = timeline_->rows().rows().size();
        QTest::mouseClick(timeline_, Qt::LeftButton, {}, fold());
        QCOMPARE(timeline_->rows().rows().size(), rows + 6);   // torso, head, arms, legs
        QTest::mouseClick(timeline_, Qt::LeftButton, {}, fold());
        QCOMPARE(timeline_->rows().rows().size(), rows);
        // 6
        const int left = review.left();
        key(Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(review.left() < left);
        QVERIFY(seek(10));
        key(Qt::Key_M);
        QCOMPARE(w().scene().markers.size(), std::size_t(1));
        QVERIFY(seek(12));
        key(Qt::Key_M, Qt::ShiftModifier);
        auto* note = f_->find<QLineEdit>("noteEditor");
        QTRY_VERIFY(note && note->hasFocus());
        QTest::keyClicks(note, "sole leaves the ground");
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(w().scene().markers.size(), std::size_t(2));
        QCOMPARE(w().scene().markers[1].note, std::string("sole leaves the ground"));
    }

    void framesAreFixed() {
        if (!f_ || w().scene().clips.empty()) QSKIP("nothing was captured");
        // 7
        QVERIFY(seek(30));
        key(Qt::Key_W);
        const QPoint from = handle(Joint::LeftWrist);
        QVERIFY(video_->rect().contains(from));
        test::PosedWindow::drag(video_, from, from + QPoint(18, -14));
        QCOMPARE(fixes().size(), std::size_t(1));
        QVERIFY((handle(Joint::LeftWrist) - from - QPoint(18, -14)).manhattanLength() <= 8);
        auto* row = track<ui::FixTrack>("fixTrack");
        const auto view = [&] { return ui::TrackView{timeline_->window(), double(row->height()), timeline_->devicePixelRatioF()}; };
        QVERIFY(std::abs(row->diamondX(view(), 0) - timeline_->window().middleOf(FrameIndex(30))) < 1);
        QVERIFY(settled());
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(fixes().empty());
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(fixes().size(), std::size_t(1));
        QVERIFY(settled());
        const auto held = fixes();
        test::PosedWindow::drag(video_, handle(Joint::LeftWrist), handle(Joint::LeftWrist) + QPoint(10, 10), {}, false);
        key(Qt::Key_Escape);
        QTest::mouseRelease(video_, Qt::LeftButton, {}, handle(Joint::LeftWrist));
        QVERIFY(fixes() == held);
        key(Qt::Key_E);
        QTRY_VERIFY(handles_->gizmo());
        // 8
        QVERIFY(edit::propagationOf(*edit::layersOf(w().scene(), person_), edit::fixClusters(*edit::layersOf(w().scene(), person_)).front()));
        const double reach = fixes()[0].falloff.afterSec;
        const QRect line = timeline_->rectOf(*row);
        const QPoint wing(qRound(row->wingX(view(), 0, true)), line.bottom() - 5);
        test::PosedWindow::drag(timeline_, wing, wing + QPoint(30, 0));
        QVERIFY(fixes()[0].falloff.afterSec > reach + 0.1);
        QVERIFY(settled());
        key(Qt::Key_Q);
        // Where the walker is seen from the side, as far as the knees are then apart.
        int frame = 200;
        do QVERIFY(seek(++frame));
        while (frame < 260 && std::abs(handle(Joint::LeftKnee).x() - handle(Joint::RightKnee).x()) < 24);
        QTest::mouseClick(video_, Qt::LeftButton, {}, handle(Joint::LeftKnee));
        QCOMPARE(w().joints().primary(), std::optional(body::index(Joint::LeftKnee)));
        const QPoint left = handle(Joint::LeftKnee), right = handle(Joint::RightKnee);
        key(Qt::Key_S, Qt::AltModifier);
        QCOMPARE(fixes().size(), std::size_t(2));
        // Each knee is where the other one was, as near as its own hip lets it.
        const auto crossed = [&](Joint j, QPoint own, QPoint other) { return (handle(j) - other).manhattanLength() < (handle(j) - own).manhattanLength(); };
        QVERIFY(crossed(Joint::LeftKnee, left, right) && crossed(Joint::RightKnee, right, left));
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(seek(36));
        for (const auto& [joint, modifiers] : {std::pair{Joint::RightShoulder, Qt::NoModifier}, {Joint::RightElbow, Qt::ShiftModifier}})
            QTest::mouseClick(video_, Qt::LeftButton, modifiers, handle(joint));
        key(Qt::Key_C, Qt::ControlModifier);
        const auto turn = clip().frames[36].poseInCam.axisAngleRad[std::size_t(body::index(Joint::RightElbow))];
        QVERIFY(seek(40));
        key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY((clip().frames[40].poseInCam.axisAngleRad[std::size_t(body::index(Joint::RightElbow))] - turn).norm() < 1e-6);
        QVERIFY(settled());
    }

    void aStretchIsSmoothed() {
        if (!f_ || fixes().empty()) QSKIP("nothing was fixed");
        // 9
        QVERIFY(seek(20));
        key(Qt::Key_I);
        QVERIFY(seek(60));
        key(Qt::Key_O);
        QCOMPARE(w().playback().range().first, FrameIndex(20));
        f_->find<QDockWidget>("rangeToolsDock")->raise();
        QTRY_VERIFY(isOnTop("rangeToolsDock"));
        auto* tool = f_->find<QComboBox>("rangeTool");
        QCOMPARE(tool->currentText(), QString("Smooth"));
        auto* limb = f_->find<QComboBox>("rangeLimb");
        limb->setCurrentIndex(limb->findText("Left arm"));
        QCOMPARE(limb->currentText(), QString("Left arm"));
        QTRY_VERIFY2(f_->find<QLabel>("rangeEffect")->text().contains("mm"), qPrintable(f_->find<QLabel>("rangeEffect")->text()));
        const auto elbow = std::size_t(body::index(Joint::LeftElbow));
        const auto holds = clip().frames[30].poseInCam.axisAngleRad[elbow];
        const auto beside = clip().frames[55].poseInCam.axisAngleRad[elbow];
        auto* apply = f_->find<QPushButton>("rangeApply");
        QVERIFY(apply->isEnabled());
        apply->click();
        QCOMPARE(edit::layersOf(w().scene(), person_)->tools.size(), std::size_t(1));
        QCOMPARE(clip().frames[30].poseInCam.axisAngleRad[elbow], holds);
        QVERIFY(clip().frames[55].poseInCam.axisAngleRad[elbow] != beside);
        key(Qt::Key_X);
        // A typed number gives the keyboard back.
        auto* cutoff = f_->find<QDoubleSpinBox>("smoothCutoff");
        cutoff->setFocus();
        cutoff->selectAll();
        QTest::keyClicks(cutoff, "5");
        QTest::keyClick(cutoff, Qt::Key_Return);
        QCOMPARE(cutoff->value(), 5.0);
        key(Qt::Key_W);
        QCOMPARE(f_->window->poses().tool(), ui::PoseTool::Move);
        // 10
        key(Qt::Key_G);
        QTRY_VERIFY(isOnTop("curvesDock"));
        key(Qt::Key_G);
        QTRY_VERIFY(!isOnTop("curvesDock"));
    }

    void feetStandAndTheWayIsPinned() {
        if (!f_ || fixes().empty()) QSKIP("nothing was fixed");
        // 11
        auto* heel = track<ui::ContactTrack>("contactTrack_left_heel");
        QVERIFY(heel);
        const QRect row = timeline_->rectOf(*heel);
        QVERIFY(!row.isEmpty());
        const auto place = [&](double frame) { return QPoint(qRound(timeline_->window().xOf(frame)), row.center().y()); };
        const auto barOver = [&](int frame) { return std::ranges::any_of(heel->bars(), [&](const auto& b) { return b.stands && b.range.contains(FrameIndex(frame)); }); };
        int free = 0;   // ten frames on which it stands nowhere near
        for (int f = 5; f + 20 < 300 && !free; ++f) {
            bool any = false;
            for (int k = 0; k < 20; ++k) any |= barOver(f + k);
            if (!any) free = f + 5;
        }
        QVERIFY(free);
        test::PosedWindow::drag(timeline_, place(free + 0.5), place(free + 6.5));
        QVERIFY(barOver(free + 3));
        QVERIFY(settled());
        const auto bar = std::ranges::find_if(heel->bars(), [&](const auto& b) { return b.range.contains(FrameIndex(free + 3)); });
        const int end = int(bar->range.end.value);
        test::PosedWindow::drag(timeline_, place(end), place(end + 4));
        QVERIFY(barOver(end + 2));
        QVERIFY(settled());
        QTest::mouseClick(timeline_, Qt::LeftButton, {}, place(free + 3.5));
        key(Qt::Key_Delete);
        QVERIFY(!barOver(free + 3));
        QVERIFY(settled());
        // 12
        QVERIFY(seek(100));
        key(Qt::Key_P, Qt::ShiftModifier);
        const auto pins = [&] { return f_->window->trajectories().edits()->pins; };
        QCOMPARE(pins().size(), std::size_t(1));
        QVERIFY(settled());
        click("viewPerspective");
        auto* balls = world_->findChild<ui::TrajectoryHandles*>();
        const QPoint ball = balls->ball(FrameIndex(100)).value_or(QPointF(-1, -1)).toPoint();
        QVERIFY(world_->rect().contains(ball));
        const Eigen::Vector3d from = pins()[0].pelvisM;
        test::PosedWindow::drag(world_, ball, ball + QPoint(25, 8));
        QVERIFY((pins()[0].pelvisM - from).norm() > 0.03 && std::abs(pins()[0].pelvisM.y() - from.y()) < 1e-6);
        QVERIFY(settled());
        const auto& frame = clip().frames[100];
        const Eigen::Vector3d pelvis = body::jointPositions(w().scene().body->restJoints(clip().betas), frame.poseInWorld).row(0).transpose();
        QVERIFY2((pelvis - pins()[0].pelvisM).norm() < 0.02, qPrintable(QString::number((pelvis - pins()[0].pelvisM).norm())));
        const QPoint now = balls->ball(FrameIndex(100))->toPoint();
        test::PosedWindow::drag(world_, now, now - QPoint(0, 10), Qt::ControlModifier);
        QVERIFY(pins()[0].pelvisM.y() > from.y() + 0.01);
        QVERIFY(settled());
    }

    void itIsSavedAndExported() {
        if (!f_ || fixes().empty()) QSKIP("nothing was fixed");
        // 13
        QVERIFY(f_->window->isWindowModified());
        key(Qt::Key_S, Qt::ControlModifier);
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = f_->find<QFileDialog>("saveProjectDialog")) && dialog->isVisible());
        QVERIFY(dialog->selectedFiles().value(0).endsWith("walk.ropetp"));
        const QString file = f_->folder.filePath("walk.ropetp");
        auto* name = dialog->findChild<QLineEdit*>();
        name->setText(file);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(file) && !f_->window->isWindowModified(), 20000);
        // 14
        f_->window->activateWindow();
        key(Qt::Key_E, Qt::ControlModifier);
        QDialog* exported = nullptr;
        QTRY_VERIFY((exported = f_->find<QDialog>("exportDialog")) && exported->isVisible());
        auto* format = exported->findChild<QComboBox*>("exportFormat");
        for (const char* ending : {"fbx", "glb", "bvh", "npz"}) QVERIFY2(format->findData(QString(ending)) >= 0, ending);
        auto* preset = exported->findChild<QComboBox*>("exportPreset");
        for (const char* program : {"Blender", "Maya", "Unreal", "Unity"}) QVERIFY2(preset->findText(program, Qt::MatchContains) >= 0, program);
        auto* path = exported->findChild<QLineEdit*>("exportPath");
        path->setText(f_->folder.filePath("walk.fbx"));
        QTest::mouseClick(exported->findChild<QPushButton*>("exportRun"), Qt::LeftButton);
        auto* queue = exported->findChild<QTreeWidget*>("exportQueue");
        QTRY_VERIFY_WITH_TIMEOUT(queue->topLevelItemCount() == 1 && queue->topLevelItem(0)->text(3).startsWith("Verified, within"), 60000);
        exported->close();
    }

    void whoIsWho() {
        if (!f_ || fixes().empty()) QSKIP("nothing was fixed");
        f_->window->activateWindow();
        QVERIFY(seek(30));
        w().selectPerson(std::nullopt);
        key(Qt::Key_Q);
        const Eigen::Vector3d hips = body::jointPositions(w().scene().body->restJoints(clip().betas), clip().frames[30].poseInCam).row(3).transpose();
        const Eigen::Vector2d px = clip().camera.project(hips);
        QTest::mouseClick(video_, Qt::LeftButton, {}, video_->toView({px.x(), px.y()}).toPoint());
        QCOMPARE(w().selectedPerson(), std::optional(person_));
        f_->find<QDockWidget>("personsDock")->raise();
        QTRY_VERIFY(isOnTop("personsDock"));
        QStringList offered;
        QTimer::singleShot(200, f_->window.get(), [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu) return;
            for (auto* action : menu->actions()) offered << action->text();
            menu->close();
        });
        click("identityMenu");
        for (const char* what : {"Same person as", "Swap from this frame on with", "Another person from this frame on"}) QVERIFY2(offered.contains(what), what);
        // Somebody who was missed is somebody new, not the one who is selected.
        key(Qt::Key_B);
        QVERIFY(video_->isBoxTool());
        const auto boxes = w().scene().tracks->find(person_)->observations.size();
        test::PosedWindow::drag(video_, video_->toView({100, 400}).toPoint(), video_->toView({260, 690}).toPoint(), Qt::ShiftModifier);
        QVERIFY(!video_->isBoxTool());
        QVERIFY(w().selectedPerson() && *w().selectedPerson() != person_);
        QCOMPARE(w().scene().tracks->find(person_)->observations.size(), boxes);
        QVERIFY(w().isSolving());   // they are tracked from there at once
        click("cancelButton");
        QVERIFY(!w().isSolving());
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp-test");
    QApplication::setOrganizationName("ropetp-test");
    TestTutorial test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tutorial.moc"
