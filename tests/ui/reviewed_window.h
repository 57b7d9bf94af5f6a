#pragma once

#include <QUndoStack>

#include "body/kinematics.h"
#include "body/mannequin.h"
#include "edit/solve_edits.h"
#include "tests/render/walking_clip.h"
#include "tests/ui/main_window_fixture.h"
#include "ui/review_model.h"
#include "ui/timeline/fix_track.h"
#include "ui/timeline/quality_track.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/tool_track.h"

#include <random>

namespace ropetp::test {

/// Where the walk of ReviewedWindow is damaged.
inline constexpr FrameRange kKneeBackwards{FrameIndex(60), FrameIndex(72)}, kArmTwisted{FrameIndex(120), FrameIndex(140)}, kSpike{FrameIndex(200), FrameIndex(202)};

/// A walk that trembles a little, as solves do, with three faults.
inline std::shared_ptr<const body::MotionClip> damagedWalk(PersonId person = PersonId(1), int frames = 260) {
    auto clip = std::make_shared<body::MotionClip>(*walkingClip(person, frames));
    std::mt19937 random(3);
    std::normal_distribution<double> tremble(0, 0.003);
    const auto rest = body::mannequin()->restJoints(clip->betas);
    for (auto& f : clip->frames) {
        const auto turn = [&](body::Joint j) -> Eigen::Vector3d& { return f.poseInWorld.axisAngleRad[std::size_t(body::index(j))]; };
        for (auto& a : f.poseInWorld.axisAngleRad) a += Eigen::Vector3d(tremble(random), tremble(random), tremble(random));
        if (kKneeBackwards.contains(f.frame)) turn(body::Joint::LeftKnee) = {-1.0, 0, 0};
        if (kArmTwisted.contains(f.frame)) turn(body::Joint::RightElbow) = {2.4, 0, 0};
        if (kSpike.contains(f.frame)) turn(body::Joint::LeftShoulder) += Eigen::Vector3d(0, 1.2, 0.6);
        f.poseInCam = body::transformed(f.poseInWorld, clip->camFromWorld.front(), rest);
    }
    return clip;
}

/// The window with the built-in sample open and a damaged walk solved on it.
class ReviewedWindow : public MainWindowFixture {
  public:
    PersonId person{1};
    ui::Timeline* timeline = nullptr;

    /// False: something of the window did not come up.
    bool open(int frames = 260) {
        auto& w = window->workspace();
        window->open(QStringLiteral(ROPETP_SOURCE_DIR "/resources/sample/walk.mp4"));
        if (!QTest::qWaitFor([&] { return w.hasVideo(); }, 10000)) return false;
        track::TrackSet tracks;
        tracks.persons.resize(1);
        tracks.persons[0].id = person;
        for (int f = 0; f < frames; ++f) tracks.persons[0].observations[FrameIndex(f)].box = {200, 60, 880, 600};
        if (!w.apply(edit::commitSolve(std::make_shared<const track::TrackSet>(tracks), {damagedWalk(person, frames)}, {}, {}))) return false;
        w.selectPerson(person);
        timeline = find<ui::Timeline>("timeline");
        window->activateWindow();
        return timeline && QTest::qWaitForWindowActive(window.get()) && settled();
    }
    ui::Workspace& workspace() { return window->workspace(); }
    ui::ReviewModel& review() { return window->review(); }
    FrameIndex at() { return workspace().playback().current(); }
    /// The review has answered on what is there now.
    bool settled() {
        return QTest::qWaitFor([&] { return !review().isBusy() && review().reviewOf(person) && review().reviewOf(person)->clip == workspace().scene().clips.at(person); }, 20000);
    }
    template <class Track>
    Track& track() {
        for (auto* t : timeline->rows().added())
            if (auto* found = dynamic_cast<Track*>(t)) return *found;
        qFatal("no such track");
    }
    ui::TrackView viewOf(const ui::TimelineTrack& track) { return {timeline->window(), double(track.height()), timeline->devicePixelRatioF()}; }
    /// From the track's coordinates to the timeline's.
    QPoint onTimeline(const ui::TimelineTrack& track, double x, double y) { return {int(std::lround(x)), timeline->rectOf(track).top() + int(y)}; }
    static void drag(QWidget* view, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(view, Qt::LeftButton, modifiers, from);
        for (int k = 1; k <= 6; ++k) {
            const QPointF p = QPointF(from) + QPointF(to - from) * k / 6;
            QMouseEvent move(QEvent::MouseMove, p, view->mapToGlobal(p), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(view, &move);
        }
        QTest::mouseRelease(view, Qt::LeftButton, modifiers, to);
    }
    static void wheel(QWidget* view, QPointF at, int delta, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(at, view->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &event);
    }
};

}  // namespace ropetp::test
