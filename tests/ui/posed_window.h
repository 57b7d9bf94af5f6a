#pragma once

#include <QUndoStack>

#include "edit/solve_edits.h"
#include "tests/render/walking_clip.h"
#include "tests/ui/main_window_fixture.h"
#include "ui/pose_editor.h"
#include "ui/pose_handles_2d.h"
#include "ui/pose_handles_3d.h"
#include "ui/video_view.h"

#ifndef Q_MOC_RUN
#include "render/world_view.h"
#endif

namespace ropetp::test {

/// The window with the built-in sample open and somebody who walks (not the one in the video) solved on its first frames;
/// the video knows nothing of them, so that fixes are interpolated.
class PosedWindow : public MainWindowFixture {
  public:
    static constexpr int kFrames = 60;
    PersonId person{1};
    ui::VideoView* video = nullptr;
    render::WorldView* world = nullptr;
    ui::PoseHandles2d* handles = nullptr;
    ui::PoseHandles3d* handles3d = nullptr;

    /// @param frames  of the clip. False: something of the window did not come up.
    bool open(int frames = kFrames) {
        auto& w = window->workspace();
        window->open(QStringLiteral(ROPETP_SOURCE_DIR "/resources/sample/walk.mp4"));
        if (!QTest::qWaitFor([&] { return w.hasVideo(); }, 10000)) return false;
        video = find<ui::VideoView>("videoView");
        world = find<render::WorldView>("worldView");
        handles = video->findChild<ui::PoseHandles2d*>();
        handles3d = world->findChild<ui::PoseHandles3d*>();
        track::TrackSet tracks;
        tracks.persons.resize(1);
        tracks.persons[0].id = person;
        for (int f = 0; f < frames; ++f) tracks.persons[0].observations[FrameIndex(f)].box = {200, 60, 880, 600};
        if (!w.apply(edit::commitSolve(std::make_shared<const track::TrackSet>(tracks), {walkingClip(person, frames)}, {}, {}))) return false;
        w.selectPerson(person);
        window->activateWindow();
        return QTest::qWaitForWindowActive(window.get()) && QTest::qWaitFor([&] { return video->hasPicture(); }, 10000) && seek(30);
    }
    bool seek(int frame) {
        window->workspace().playback().seek(FrameIndex(frame));
        return QTest::qWaitFor([&] { return video->shownFrame() == FrameIndex(frame); }, 10000);
    }
    ui::Workspace& workspace() { return window->workspace(); }
    ui::PoseEditor& poses() { return window->poses(); }
    int steps() { return workspace().undoStack().count(); }
    const body::MotionClip& clip() { return *workspace().scene().clips.at(person); }
    const body::MotionFrame& at(int frame) { return clip().frames[std::size_t(clip().find(FrameIndex(frame)))]; }
    body::JointPositions rest() { return workspace().scene().body->restJoints(clip().betas); }
    Eigen::Vector3d inCam(int frame, body::Joint j) { return body::jointPositions(rest(), at(frame).poseInCam).row(body::index(j)).transpose(); }
    Eigen::Vector3d inWorld(int frame, body::Joint j) { return body::jointPositions(rest(), at(frame).poseInWorld).row(body::index(j)).transpose(); }
    /// Where a joint is seen, logical pixels of the video view.
    QPointF seen(int frame, body::Joint j) {
        const Eigen::Vector2d px = clip().camera.project(inCam(frame, j));
        return video->toView({px.x(), px.y()});
    }

    /// Presses, moves in steps, and lets go.
    static void drag(QWidget* view, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {}, bool letGo = true) {
        QTest::mouseMove(view, from);
        QTest::mousePress(view, Qt::LeftButton, modifiers, from);
        constexpr int kSteps = 8;
        for (int k = 1; k <= kSteps; ++k) {
            const QPointF at = QPointF(from) + QPointF(to - from) * k / kSteps;
            QMouseEvent move(QEvent::MouseMove, k == kSteps ? QPointF(to) : at, view->mapToGlobal(k == kSteps ? QPointF(to) : at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(view, &move);
        }
        if (letGo) QTest::mouseRelease(view, Qt::LeftButton, modifiers, to);
    }
};

}  // namespace ropetp::test
