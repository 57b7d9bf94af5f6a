#include "ui/playback_controller.h"

#include <QSignalSpy>
#include <QTest>

using ropetp::FrameIndex;
using ropetp::FrameRange;
using ropetp::ui::PlaybackController;

/// Playback by a clock that the test turns, so that no assertion depends on the machine's speed.
class TestPlaybackController : public QObject {
    Q_OBJECT

    double nowSec_ = 100;

    static std::vector<double> evenTimes(int frames, double fps) {
        std::vector<double> t(frames);
        for (int i = 0; i < frames; ++i) t[i] = i / fps;
        return t;
    }
    std::unique_ptr<PlaybackController> controller(std::vector<double> times) {
        auto c = std::make_unique<PlaybackController>(nullptr, [this] { return nowSec_; });
        c->setFrames(std::move(times));
        return c;
    }
    /// Turns the clock and lets the controller look at it as if its timer had fired.
    void advance(PlaybackController& c, double sec) {
        nowSec_ += sec;
        c.tick();
    }

  private Q_SLOTS:
    void playsAtVideoSpeedByTimeStamps() {
        auto c = controller({0.0, 0.1, 0.5, 0.6, 1.0});   // variable frame rate
        c->play(1);
        advance(*c, 0.3);
        QCOMPARE(c->current().value, 1);
        advance(*c, 0.25);
        QCOMPARE(c->current().value, 2);
        advance(*c, 0.3);
        QCOMPARE(c->current().value, 3);
    }
    void skipsFramesWhenLateInsteadOfSlowingDown() {
        auto c = controller(evenTimes(100, 25));
        QSignalSpy moved(c.get(), &PlaybackController::currentChanged);
        c->play(1);
        advance(*c, 2.0);
        QCOMPARE(c->current().value, 50);
        QCOMPARE(moved.size(), 1);
    }
    void doesNotDriftOverManyTicks() {
        auto c = controller(evenTimes(4000, 29.97));
        c->play(1);
        for (int i = 0; i < 1000; ++i) advance(*c, 0.1);
        QCOMPARE(c->current().value, qint64(100.0 * 29.97 + 1e-6));
    }
    void stopsOnTheLastFrameWithoutLoop() {
        auto c = controller(evenTimes(10, 10));
        c->setLooping(false);
        c->play(1);
        advance(*c, 0.95);
        QCOMPARE(c->current().value, 9);
        QVERIFY(c->isPlaying());   // the last frame is shown for its time, too
        advance(*c, 0.1);
        QVERIFY(!c->isPlaying());
        QCOMPARE(c->current().value, 9);
        c->play(1);
        QCOMPARE(c->current().value, 0);
    }
    void loopsOverTheRangeAndKeepsTheRemainder() {
        auto c = controller(evenTimes(100, 10));
        c->setRange({FrameIndex(20), FrameIndex(30)});
        c->seek(FrameIndex(25));
        c->play(1);
        advance(*c, 0.72);   // 2.5 + 0.72 s = 3.22 s; the range ends at 3.0 s
        QCOMPARE(c->current().value, 22);
        advance(*c, 10.0);   // ten whole turns
        QCOMPARE(c->current().value, 22);
    }
    void loopsBackwards() {
        auto c = controller(evenTimes(100, 10));
        c->setRange({FrameIndex(20), FrameIndex(30)});
        c->seek(FrameIndex(21));
        c->play(-1);
        advance(*c, 0.15);
        QCOMPARE(c->current().value, 20);
        advance(*c, 0.1);   // 2.2 - 0.25 s = 1.95 s, wraps to 2.95 s
        QCOMPARE(c->current().value, 29);
    }
    void reverseShowsEachFrameForItsTime() {
        auto c = controller(evenTimes(10, 10));
        c->seek(FrameIndex(5));
        c->play(-1);
        advance(*c, 0.05);
        QCOMPARE(c->current().value, 5);
        advance(*c, 0.10);
        QCOMPARE(c->current().value, 4);
    }
    void shuttleDoublesUpToEightAndTurnsRound() {
        auto c = controller(evenTimes(10, 10));
        for (double expected : {1, 2, 4, 8, 8}) {
            c->shuttleForward();
            QCOMPARE(c->speed(), expected);
        }
        for (double expected : {-1, -2}) {
            c->shuttleBackward();
            QCOMPARE(c->speed(), expected);
        }
        c->stop();
        QCOMPARE(c->speed(), 0.0);
    }
    void changingSpeedDoesNotJump() {
        auto c = controller(evenTimes(1000, 10));
        c->play(1);
        advance(*c, 10);
        QCOMPARE(c->current().value, 100);
        c->shuttleForward();
        QCOMPARE(c->current().value, 100);
        advance(*c, 1);
        QCOMPARE(c->current().value, 120);
    }
    void inAndOutKeepARangeOfAtLeastOneFrame() {
        auto c = controller(evenTimes(100, 25));
        c->seek(FrameIndex(40));
        c->setInHere();
        QCOMPARE(c->range(), (FrameRange{FrameIndex(40), FrameIndex(100)}));
        c->seek(FrameIndex(60));
        c->setOutHere();
        QCOMPARE(c->range(), (FrameRange{FrameIndex(40), FrameIndex(61)}));
        QVERIFY(c->hasCustomRange());
        c->seek(FrameIndex(80));
        c->setInHere();   // behind the out point: the out point goes to the end
        QCOMPARE(c->range(), (FrameRange{FrameIndex(80), FrameIndex(100)}));
        c->clearRange();
        QVERIFY(!c->hasCustomRange());
    }
    void seekingIsClampedAndTellsTheDirection() {
        auto c = controller(evenTimes(10, 10));
        c->seek(FrameIndex(999));
        QCOMPARE(c->current().value, 9);
        QCOMPARE(c->direction(), 1);
        c->step(-3);
        QCOMPARE(c->current().value, 6);
        QCOMPARE(c->direction(), -1);
        c->seek(FrameIndex(-5));
        QCOMPARE(c->current().value, 0);
    }
    void nothingMovesWithoutAVideoOrWithOneFrame() {
        for (const auto& times : {std::vector<double>{}, std::vector<double>{0.0}}) {
            auto c = controller(times);
            c->togglePlay();
            QVERIFY(!c->isPlaying());
            c->step(5);
            c->setInHere();
            c->setOutHere();
            QCOMPARE(c->current().value, 0);
        }
    }
    void aNewVideoStopsAndForgetsTheRange() {
        auto c = controller(evenTimes(100, 10));
        c->setRange({FrameIndex(5), FrameIndex(8)});
        c->play(1);
        c->setFrames(evenTimes(4, 10));
        QVERIFY(!c->isPlaying());
        QCOMPARE(c->range(), (FrameRange{FrameIndex(0), FrameIndex(4)}));
    }
    void theRealTimerPlays() {
        PlaybackController c;
        c.setFrames(evenTimes(50, 100));
        c.setLooping(false);
        QSignalSpy playing(&c, &PlaybackController::playingChanged);
        c.play(1);
        QTRY_VERIFY_WITH_TIMEOUT(!c.isPlaying(), 5000);
        QCOMPARE(c.current().value, 49);
        QCOMPARE(playing.size(), 2);
    }
};

QTEST_MAIN(TestPlaybackController)
#include "tst_playback_controller.moc"
