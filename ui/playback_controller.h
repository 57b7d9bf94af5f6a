#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>
#include <QTimer>

#include "base/ids.h"

#include <functional>
#include <vector>

namespace ropetp::ui {

/// The playhead: which frame is current, and how it moves in time. Knows time stamps, not pictures;
/// when the machine is too slow frames are skipped, never the clock. GUI thread only.
class PlaybackController : public QObject {
    Q_OBJECT

  public:
    /// @param nowSec  a monotonic clock in seconds; tests pass their own. Null: the real one.
    explicit PlaybackController(QObject* parent = nullptr, std::function<double()> nowSec = {});

    /// A new video: presentation times of its frames, increasing. Stops, goes to frame 0, clears in/out.
    void setFrames(std::vector<double> ptsSec);
    std::int64_t frameCount() const { return static_cast<std::int64_t>(ptsSec_.size()); }

    FrameIndex current() const { return current_; }
    double timeSec(FrameIndex frame) const;
    /// The frame that is shown at a presentation time; the first or last one outside the video.
    FrameIndex frameAt(double mediaSec) const;
    /// Frames that play: the in/out range, or all.
    FrameRange range() const { return range_; }
    bool hasCustomRange() const;
    bool isPlaying() const { return speed_ != 0; }
    /// 1 = video speed, negative = backwards, 0 = stopped.
    double speed() const { return speed_; }
    bool isLooping() const { return looping_; }
    /// +1 or -1: where the playhead went last; tells the frame cache what to fetch ahead.
    int direction() const { return direction_; }

  public Q_SLOTS:
    /// Goes to a frame (clamped to the video). Playback goes on from there.
    void seek(ropetp::FrameIndex frame);
    void step(int frames);
    void goToStart();
    void goToEnd();
    void togglePlay();
    void play(double speed);
    void stop();
    /// J and L: start in a direction; again doubles the speed, up to 8; the other direction starts over.
    void shuttleBackward();
    void shuttleForward();
    void setLooping(bool on);
    /// The current frame becomes the first or last of the range; an inverted range resets the other end.
    void setInHere();
    void setOutHere();
    void setRange(ropetp::FrameRange range);
    void clearRange();
    /// Moves the playhead to where it is due now; the timer calls it, tests may.
    void tick();

  Q_SIGNALS:
    void currentChanged(ropetp::FrameIndex frame);
    void playingChanged(bool playing, double speed);
    void rangeChanged(ropetp::FrameRange range);
    void loopingChanged(bool on);

  private:
    void restartClock();
    void scheduleTick(double mediaSec);
    void moveTo(FrameIndex frame);
    double rangeStartSec() const;
    double rangeEndSec() const;

    std::function<double()> nowSec_;
    QTimer timer_;
    std::vector<double> ptsSec_;
    FrameRange range_;
    FrameIndex current_;
    double speed_ = 0;
    int direction_ = 1;
    bool looping_ = true;
    double wallStartSec_ = 0;   ///< wall clock and media time at the last (re)start of playback
    double mediaStartSec_ = 0;
};

}  // namespace ropetp::ui
