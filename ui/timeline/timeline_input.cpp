#include "ui/markers.h"
#include "ui/time_text.h"
#include "ui/timeline/timeline.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

/// What the mouse and keys do in the timeline.
namespace ropetp::ui {

using Ruler = TimelineRuler::Hit::What;

void Timeline::scrubTo(double x) { workspace_.playback().seek(frameAt(x)); }

void Timeline::pressRuler(const TimelineRuler::Hit& hit, double x) {
    switch (hit.what) {
    case Ruler::In: drag_ = Drag::In; return;
    case Ruler::Out: drag_ = Drag::Out; return;
    case Ruler::Marker: workspace_.playback().stop(); workspace_.playback().seek(hit.marker); return;
    case Ruler::Nothing: break;
    }
    if (x < TimelineRows::kHeaderWidth) return;
    drag_ = Drag::Scrub;
    workspace_.playback().stop();
    scrubTo(x);
}

bool Timeline::pressRow(const TimelineRows::Row& row, QMouseEvent& event) {
    TimelineTrack& track = *row.track;
    const QPointF at = event.position();
    for (auto* other : rows_.added())
        if (other != &track) other->clearSelection();
    if (at.x() < TimelineRows::kHeaderWidth) {
        if (TimelineRows::isOnFold(track, at.x())) track.setOpen(!*track.isOpen());
        else track.touch();
        return true;
    }
    const TrackView view = viewOf(row);
    if (track.hit(view, toRow(row, at))) {
        drag_ = Drag::Track;
        dragged_ = &track;
        track.press(view, {toRow(row, at), event.button(), event.modifiers()});
        return true;
    }
    track.clearSelection();
    track.touch();   // may lay the rows out again: `row` is not to be used from here on
    return false;
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (!workspace_.hasVideo()) return;
    const QPointF at = event->position();
    lastX_ = at.x();
    if (event->button() == Qt::MiddleButton) {
        drag_ = Drag::Pan;
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    if (at.y() < ruler_.height()) return pressRuler(ruler_.hit(window(), at), at.x());
    if (const auto* row = rowAt(at); row && pressRow(*row, *event)) return;
    pressRuler({}, at.x());
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    auto& playback = workspace_.playback();
    switch (drag_) {
    case Drag::None: showPointer(event->position()); break;
    case Drag::Scrub: scrubTo(x); break;
    case Drag::In: playback.setRange({std::min(frameAt(x), playback.range().end.previous()), playback.range().end}); break;
    case Drag::Out: playback.setRange({playback.range().first, std::max(frameAt(x).next(), playback.range().first.next())}); break;
    case Drag::Pan: setWindow(first_ - (x - lastX_) / window().pxPerFrame(), shown_); break;
    case Drag::Track:
        if (const auto* row = dragged_ ? rows_.find(*dragged_) : nullptr)
            dragged_->move(viewOf(*row), {toRow(*row, event->position()), Qt::LeftButton, event->modifiers()});
        break;
    }
    lastX_ = x;
}

void Timeline::mouseReleaseEvent(QMouseEvent* event) {
    if (drag_ == Drag::Track && dragged_)
        if (const auto* row = rows_.find(*dragged_)) dragged_->release(viewOf(*row), {toRow(*row, event->position()), event->button(), event->modifiers()});
    drag_ = Drag::None;
    dragged_.clear();
}

void Timeline::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto hit = ruler_.hit(window(), event->position());
    if (hit.what == Ruler::Marker) return editNote(hit.marker);
    mousePressEvent(event);
}

void Timeline::showPointer(QPointF at) {
    std::optional<Qt::CursorShape> shape;
    if (at.y() < ruler_.height()) {
        const auto what = ruler_.hit(window(), at).what;
        if (what == Ruler::In || what == Ruler::Out) shape = Qt::SizeHorCursor;
        if (what == Ruler::Marker) shape = Qt::PointingHandCursor;
    } else if (const auto* row = rowAt(at); row && at.x() >= TimelineRows::kHeaderWidth) {
        shape = row->track->hit(viewOf(*row), toRow(*row, at));
    }
    setCursor(shape.value_or(Qt::ArrowCursor));
}

void Timeline::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setObjectName("timelineMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPointF at = event->pos();
    if (const auto hit = ruler_.hit(window(), at); hit.what == Ruler::Marker) {
        menu->addAction(tr("Edit note…"), this, [this, f = hit.marker] { editNote(f); });
        menu->addAction(tr("Remove marker"), this, [this, f = hit.marker] { removeMarker(workspace_, f); });
    } else if (const auto* row = rowAt(at); row && at.x() >= TimelineRows::kHeaderWidth) {
        row->track->addActions(*menu, viewOf(*row), toRow(*row, at));
    }
    if (menu->isEmpty()) return menu->deleteLater();
    menu->popup(event->globalPos());
}

void Timeline::wheelEvent(QWheelEvent* event) {
    if (!workspace_.hasVideo()) return;
    const QPoint delta = event->angleDelta();
    const bool scrolls = event->modifiers() & Qt::ShiftModifier || event->position().x() < TimelineRows::kHeaderWidth;
    if (event->modifiers() & Qt::ControlModifier) zoomAt(event->position().x(), std::pow(1 / 0.9985, delta.y()));
    else if (scrolls) scroll_->setValue(scroll_->value() - (delta.y() != 0 ? delta.y() : delta.x()) / 3);
    else setWindow(first_ - (delta.x() != 0 ? delta.x() : delta.y()) / 120.0 * shown_ / 10, shown_);
    event->accept();
}

TimelineTrack* Timeline::selectedTrack() const {
    for (auto* track : rows_.added())
        if (track->hasSelection()) return track;
    return nullptr;
}

void Timeline::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && dragged_ && dragged_->giveUp()) {
        drag_ = Drag::None;
        dragged_.clear();
        return;
    }
    auto* track = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace ? selectedTrack() : nullptr;
    if (track) track->removeSelected();
    else QWidget::keyPressEvent(event);
}

QString Timeline::toolTipAt(QPointF at) const {
    const auto* row = rowAt(at);
    if (at.x() < TimelineRows::kHeaderWidth) return row ? row->track->headerToolTip() : QString();
    const FrameIndex f = frameAt(at.x());
    QString text = tr("Frame %1, %2").arg(f.value).arg(clockText(workspace_.playback().timeSec(f)));
    if (const auto hit = ruler_.hit(window(), at); hit.what == Ruler::Marker) {
        text = tr("Marker on frame %1, %2").arg(hit.marker.value).arg(clockText(workspace_.playback().timeSec(hit.marker)));
        if (const auto* marker = markerAt(workspace_.scene(), hit.marker); marker && !marker->note.empty()) text += "\n" + QString::fromStdString(marker->note);
    }
    const QString more = row ? row->track->toolTip(viewOf(*row), toRow(*row, at)) : QString();
    return more.isEmpty() ? text : text + "\n" + more;
}

bool Timeline::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && workspace_.hasVideo()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
        return true;
    }
    // Delete removes what is selected here rather than what the window's command would.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && selectedTrack()) event->accept();
        if (key == Qt::Key_Escape && dragged_) event->accept();
    }
    return QWidget::event(event);
}

}  // namespace ropetp::ui
