#include "ui/timeline/contact_track.h"

#include "ui/theme.h"
#include "ui/timeline/timeline.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace ropetp::ui {
namespace {

constexpr int kHeight = 16;
constexpr double kEndPx = 5;
constexpr float kStands = 0.5f;

QColor barColor(bool left) { return left ? QColor(86, 180, 233) : QColor(0, 158, 115); }

}  // namespace

ContactTrack::ContactTrack(TrajectoryEditor& editor, int point) : editor_(editor), point_(point) {
    setObjectName(QStringLiteral("contactTrack_") + QString::fromLatin1(edit::kFootPointNames[std::size_t(point)].data()));
    connect(&editor_, &TrajectoryEditor::editsChanged, this, &ContactTrack::refresh);
}

void ContactTrack::refresh() {
    const int before = height();
    std::vector<Bar> bars;
    const auto* edits = editor_.edits();
    const auto person = editor_.workspace().selectedPerson();
    if (edits && person) {
        const auto& frames = editor_.workspace().scene().clips.at(*person)->frames;
        std::vector<signed char> said(frames.size(), -1);
        if (!frames.empty())
            for (const edit::ContactSpan& c : edits->contacts) {
                if (c.point != point_) continue;
                for (FrameIndex f = std::max(c.range.first, frames.front().frame); f < c.range.end && f <= frames.back().frame; f = f.next())
                    said[std::size_t(f.value - frames.front().frame.value)] = c.stands;
            }
        for (std::size_t i = 0; i < frames.size();) {
            const bool stands = frames[i].contacts[std::size_t(point_)] > kStands, lifted = said[i] == 0;
            std::size_t end = i;
            bool any = false;
            while (end < frames.size() && (frames[end].contacts[std::size_t(point_)] > kStands) == stands && (said[end] == 0) == lifted) any |= said[end++] >= 0;
            if (stands || lifted) bars.push_back({{frames[i].frame, frames[end - 1].frame.next()}, stands, any});
            i = end;
        }
    }
    bars_ = std::move(bars);
    if (selected_ && std::ranges::none_of(bars_, [&](const Bar& b) { return b.range.first == *selected_; })) selected_.reset();
    if (height() != before) Q_EMIT laidOut();
    Q_EMIT changed();
}

int ContactTrack::height() const { return editor_.edits() ? kHeight : 0; }

QString ContactTrack::header() const {
    const QString names[] = {tr("Left heel"), tr("Left toe"), tr("Right heel"), tr("Right toe")};
    return names[point_];
}

QString ContactTrack::headerToolTip() const {
    return tr("When this part of the foot stands on the floor, and so keeps its place. Drag a bar or one of its ends, drag over empty ground to make one, Delete to take one away, Esc to give a drag up.");
}

QRectF ContactTrack::rectOf(FrameRange range, const TrackView& view) const {
    const double from = view.window.xOf(range.first), to = view.window.xOf(range.end);
    return {from, 2.5, std::max(2.0, to - from), view.height - 5};
}

std::optional<ContactTrack::Hit> ContactTrack::barAt(const TrackView& view, QPointF at) const {
    std::optional<Hit> best;
    double nearest = kEndPx;
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const QRectF r = rectOf(bars_[i].range, view);
        if (at.x() < r.left() - kEndPx || at.x() > r.right() + kEndPx) continue;
        // The ends of short bars leave a third for the middle.
        const double reach = std::min(kEndPx, std::max(2.0, r.width() / 3));
        for (const auto& [x, part] : {std::pair(r.left(), Part::First), std::pair(r.right(), Part::End)})
            if (const double off = std::abs(at.x() - x); bars_[i].stands && off <= (r.contains(at) ? reach : kEndPx) && off < nearest) {
                nearest = off;
                best = Hit{i, part};
            }
        if (!best && at.x() >= r.left() && at.x() < r.right()) best = Hit{i, Part::Middle};
    }
    return best;
}

std::optional<Qt::CursorShape> ContactTrack::hit(const TrackView& view, QPointF at) const {
    const auto h = barAt(view, at);
    if (!h) return Qt::CrossCursor;
    if (h->part != Part::Middle) return Qt::SizeHorCursor;
    return bars_[h->bar].stands ? Qt::OpenHandCursor : Qt::PointingHandCursor;
}

std::optional<FrameRange> ContactTrack::inClip(FrameRange range) const {
    const auto* clip = editor_.clip();
    const FrameRange inside = clip ? edit::framesIn(*clip, range) : FrameRange{};
    return inside.size() > 0 ? std::optional(inside) : std::nullopt;
}

/// Stops at the ends of the take.
FrameRange ContactTrack::moved(FrameRange range, std::int64_t byFrames) const {
    const auto* clip = editor_.clip();
    if (!clip || clip->frames.empty()) return range;
    const std::int64_t least = std::min<std::int64_t>(0, clip->frames.front().frame.value - range.first.value);
    const std::int64_t most = std::max<std::int64_t>(0, clip->frames.back().frame.value + 1 - range.end.value);
    const std::int64_t by = std::clamp(byFrames, least, most);
    return {FrameIndex(range.first.value + by), FrameIndex(range.end.value + by)};
}

void ContactTrack::press(const TrackView& view, const TrackMouse& mouse) {
    held_ = barAt(view, mouse.at);
    dragged_.reset();
    pressed_ = view.window.frameAt(mouse.at.x());
    selected_ = held_ ? std::optional(bars_[held_->bar].range.first) : std::nullopt;
    Q_EMIT changed();
}

void ContactTrack::move(const TrackView& view, const TrackMouse& mouse) {
    if (held_ && held_->part == Part::Middle) {
        const Bar& bar = bars_[held_->bar];
        const FrameIndex now = view.window.frameAt(mouse.at.x());
        if (!bar.stands || (now == pressed_ && !dragged_)) return;
        dragged_ = moved(bar.range, now.value - pressed_.value);
    } else if (held_) {
        FrameRange range = bars_[held_->bar].range;
        const FrameIndex edge = view.window.edgeAt(mouse.at.x());
        (held_->part == Part::First ? range.first : range.end) = edge;
        if (range.size() < 0) range = {std::min(range.first, range.end), std::min(range.first, range.end)};
        dragged_ = range;
    } else {
        const FrameIndex now = view.window.frameAt(mouse.at.x());
        if (now == pressed_ && !dragged_) return;
        dragged_ = {std::min(pressed_, now), std::max(pressed_, now).next()};
    }
    Q_EMIT changed();
}

void ContactTrack::release(const TrackView&, const TrackMouse&) {
    const auto held = std::exchange(held_, std::nullopt);
    const auto wanted = std::exchange(dragged_, std::nullopt);
    Q_EMIT changed();
    if (!wanted) {
        if (!held) editor_.workspace().playback().seek(pressed_);   // a click is no contact: it scrubs
        return;
    }
    if (!held) {
        if (const auto range = inClip(*wanted)) {
            selected_ = range->first;
            editor_.setContact(point_, *range, true);
        }
        return;
    }
    // A bar that grew stands on all of its frames; one that shrank is lifted where it was.
    const FrameRange was = bars_[held->bar].range;
    if (*wanted == was) return;
    if (held->part == Part::Middle) {
        editor_.moveContact(point_, was, wanted->first.value - was.first.value);
        // Afterwards: between the two edits of it there is no such bar.
        if (std::ranges::any_of(bars_, [&](const Bar& b) { return b.range.first == wanted->first; })) selected_ = wanted->first;
        Q_EMIT changed();
        return;
    }
    const bool grew = wanted->size() > was.size();
    const FrameRange lost = held->part == Part::First ? FrameRange{was.first, std::min(wanted->first, was.end)} : FrameRange{std::max(wanted->end, was.first), was.end};
    if (const auto range = inClip(grew ? *wanted : lost)) {
        selected_ = wanted->first;
        editor_.setContact(point_, *range, grew);
    }
}

bool ContactTrack::giveUp() {
    held_.reset();
    if (std::exchange(dragged_, std::nullopt)) Q_EMIT changed();
    return true;
}

void ContactTrack::removeSelected() {
    const auto at = std::exchange(selected_, std::nullopt);
    for (const Bar& b : bars_) {
        if (!at || b.range.first != *at) continue;
        // What the user had lifted goes back to the estimate; what stands is lifted.
        const FrameRange range = b.range;
        return b.stands ? editor_.setContact(point_, range, false) : editor_.clearContact(point_, range);
    }
}

void ContactTrack::clearSelection() {
    if (std::exchange(selected_, std::nullopt)) Q_EMIT changed();
}

void ContactTrack::addActions(QMenu& menu, const TrackView& view, QPointF at) {
    const auto h = barAt(view, at);
    if (!h) return;
    const Bar bar = bars_[h->bar];
    if (bar.stands) menu.addAction(tr("Foot does not stand here"), this, [this, range = bar.range] { editor_.setContact(point_, range, false); });
    if (bar.said) menu.addAction(tr("As estimated"), this, [this, range = bar.range] { editor_.clearContact(point_, range); });
    menu.addAction(tr("Set in and out to this range"), this, [this, range = bar.range] { editor_.workspace().playback().setRange(range); });
}

QString ContactTrack::toolTip(const TrackView& view, QPointF at) const {
    const auto h = barAt(view, at);
    if (!h) return {};
    const Bar& bar = bars_[h->bar];
    const QString frames = tr("Frames %1 to %2").arg(bar.range.first.value).arg(bar.range.end.value - 1);
    return bar.stands ? (bar.said ? tr("%1: stands, as you say").arg(frames) : tr("%1: stands, as estimated").arg(frames)) : tr("%1: does not stand, as you say").arg(frames);
}

void ContactTrack::paint(QPainter& painter, const TrackView& view) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colors = Theme::colors();
    const QColor color = barColor(point_ < 2);
    const auto draw = [&](FrameRange range, bool stands, bool said, bool selected) {
        const QRectF r = rectOf(range, view);
        if (r.right() < view.window.left || r.left() > view.window.right()) return;
        QColor fill = color;
        fill.setAlphaF(!stands ? 0.f : said ? 0.8f : 0.45f);
        if (r.width() < 4 && stands && !selected) return painter.fillRect(r, fill);   // thousands of them share a screen
        painter.setBrush(fill);
        painter.setPen(selected ? QPen(colors.text, 1.5) : stands ? (said ? QPen(color.lighter(colors.dark ? 135 : 80), 1) : QPen(Qt::NoPen)) : QPen(color, 1, Qt::DotLine));
        const double round = std::min(3.0, r.width() / 3);
        painter.drawRoundedRect(r.adjusted(0.5, 0, -0.5, 0), round, round);
    };
    for (std::size_t i = 0; i < bars_.size(); ++i)
        if (!dragged_ || !held_ || held_->bar != i) draw(bars_[i].range, bars_[i].stands, bars_[i].said, selected_ == bars_[i].range.first);
    if (dragged_) draw(*dragged_, true, true, true);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

void addContactTracks(Timeline& timeline, TrajectoryEditor& editor) {
    for (int point = 0; point < 4; ++point) timeline.addTrack(std::make_unique<ContactTrack>(editor, point));
}

}  // namespace ropetp::ui
