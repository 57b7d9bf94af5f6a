#include "ui/playback_controller.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ropetp::ui {

namespace {

constexpr double kFastest = 8;

double steadyNowSec() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

PlaybackController::PlaybackController(QObject* parent, std::function<double()> nowSec)
    : QObject(parent), nowSec_(nowSec ? std::move(nowSec) : steadyNowSec) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &PlaybackController::tick);
}

void PlaybackController::setFrames(std::vector<double> ptsSec) {
    stop();
    ptsSec_ = std::move(ptsSec);
    range_ = {FrameIndex(0), FrameIndex(frameCount())};
    current_ = FrameIndex(0);
    direction_ = 1;
    Q_EMIT rangeChanged(range_);
    Q_EMIT currentChanged(current_);
}

double PlaybackController::timeSec(FrameIndex frame) const {
    if (ptsSec_.empty()) return 0;
    return ptsSec_[std::clamp<std::int64_t>(frame.value, 0, frameCount() - 1)];
}

bool PlaybackController::hasCustomRange() const {
    return range_ != FrameRange{FrameIndex(0), FrameIndex(frameCount())};
}

void PlaybackController::seek(FrameIndex frame) {
    moveTo(frame);
    if (isPlaying()) restartClock();
}

void PlaybackController::step(int frames) {
    stop();
    moveTo(FrameIndex(current_.value + frames));
}

void PlaybackController::goToStart() { seek(current_ == range_.first ? FrameIndex(0) : range_.first); }

void PlaybackController::goToEnd() {
    const FrameIndex last(range_.end.value - 1);
    seek(current_ == last ? FrameIndex(frameCount() - 1) : last);
}

void PlaybackController::togglePlay() { isPlaying() ? stop() : play(1); }

void PlaybackController::play(double speed) {
    if (frameCount() < 2 || speed == 0) return stop();
    speed_ = speed;
    direction_ = speed > 0 ? 1 : -1;
    // Play at the end starts over, as every player does.
    if (speed > 0 && current_.value >= range_.end.value - 1) moveTo(range_.first);
    if (speed < 0 && current_ <= range_.first) moveTo(FrameIndex(range_.end.value - 1));
    direction_ = speed > 0 ? 1 : -1;
    restartClock();
    Q_EMIT playingChanged(true, speed_);
}

void PlaybackController::stop() {
    timer_.stop();
    if (speed_ == 0) return;
    speed_ = 0;
    Q_EMIT playingChanged(false, 0);
}

void PlaybackController::shuttleForward() { play(speed_ > 0 ? std::min(speed_ * 2, kFastest) : 1); }
void PlaybackController::shuttleBackward() { play(speed_ < 0 ? std::max(speed_ * 2, -kFastest) : -1); }

void PlaybackController::setLooping(bool on) {
    if (looping_ == on) return;
    looping_ = on;
    Q_EMIT loopingChanged(on);
}

void PlaybackController::setInHere() {
    setRange({current_, current_ < range_.end ? range_.end : FrameIndex(frameCount())});
}

void PlaybackController::setOutHere() {
    setRange({current_ >= range_.first ? range_.first : FrameIndex(0), current_.next()});
}

void PlaybackController::setRange(FrameRange range) {
    if (ptsSec_.empty()) return;
    range.first = std::clamp(range.first, FrameIndex(0), FrameIndex(frameCount() - 1));
    range.end = std::clamp(range.end, range.first.next(), FrameIndex(frameCount()));
    if (range == range_) return;
    range_ = range;
    if (isPlaying()) restartClock();
    Q_EMIT rangeChanged(range_);
}

void PlaybackController::clearRange() { setRange({FrameIndex(0), FrameIndex(frameCount())}); }

double PlaybackController::rangeStartSec() const { return timeSec(range_.first); }

/// The end of the last frame, not its start: it is shown as long as the others.
double PlaybackController::rangeEndSec() const {
    if (range_.end.value < frameCount()) return timeSec(range_.end);
    const double meanSec = frameCount() > 1 ? (ptsSec_.back() - ptsSec_.front()) / double(frameCount() - 1) : 0.04;
    return ptsSec_.back() + meanSec;
}

FrameIndex PlaybackController::frameAt(double mediaSec) const {
    // Time stamps are rationals turned into doubles: a frame is due a hair before its exact time.
    const auto it = std::upper_bound(ptsSec_.begin(), ptsSec_.end(), mediaSec + 1e-6);
    return FrameIndex(std::max<std::int64_t>(0, it - ptsSec_.begin() - 1));
}

void PlaybackController::restartClock() {
    wallStartSec_ = nowSec_();
    mediaStartSec_ = timeSec(current_);
    // Backwards, a frame is left when its start is passed: begin at its end, so it is shown as long.
    if (speed_ < 0)
        mediaStartSec_ = current_.next() < range_.end ? timeSec(current_.next()) : rangeEndSec();
    scheduleTick(mediaStartSec_);
}

void PlaybackController::tick() {
    if (!isPlaying()) return;
    const double start = rangeStartSec(), end = rangeEndSec(), length = end - start;
    double media = mediaStartSec_ + speed_ * (nowSec_() - wallStartSec_);
    // Somebody may have scrubbed outside of the range: play on until it is entered or passed.
    const bool passed = speed_ > 0 ? media >= end : media < start;
    if (passed && (!looping_ || length <= 0)) {
        moveTo(speed_ > 0 ? FrameIndex(range_.end.value - 1) : range_.first);
        stop();
        return;
    }
    if (passed) {
        media = start + std::fmod(std::fmod(media - start, length) + length, length);
        wallStartSec_ = nowSec_();
        mediaStartSec_ = media;
    }
    // Backwards, exactly on a boundary belongs to the earlier frame.
    FrameIndex frame = frameAt(speed_ < 0 ? media - 2e-6 : media);
    const int direction = direction_;
    moveTo(frame);
    direction_ = direction;
    scheduleTick(media);
}

void PlaybackController::scheduleTick(double mediaSec) {
    const FrameIndex shown = current_;
    const double due = speed_ > 0 ? (shown.next() < FrameIndex(frameCount()) ? timeSec(shown.next()) : rangeEndSec())
                                  : timeSec(shown);
    const double waitSec = (due - mediaSec) / speed_;
    timer_.start(std::clamp(int(std::ceil(waitSec * 1000)), 1, 100));
}

void PlaybackController::moveTo(FrameIndex frame) {
    if (ptsSec_.empty()) return;
    frame = std::clamp(frame, FrameIndex(0), FrameIndex(frameCount() - 1));
    if (frame == current_) return;
    direction_ = frame > current_ ? 1 : -1;
    current_ = frame;
    Q_EMIT currentChanged(current_);
}

}  // namespace ropetp::ui
