// The mouse and the keys in the graph view.
#include "ui/graph_editor/graph_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace ropetp::ui {

std::optional<GraphView::Hit> GraphView::hitAt(QPointF at) const {
    if (!area().contains(at)) return std::nullopt;
    const auto t = timeWindow();
    const FrameIndex frame = t.frameAt(at.x());
    std::optional<Hit> best;
    double nearest = 9;   // px
    for (const auto& joint : model_.joints())
        for (int axis = 0; axis < 3; ++axis) {
            if (!model_.isShown(joint.joint, axis)) continue;
            for (const FrameIndex fixed : joint.fixed) {
                const QPointF d = placeOf(joint.joint, axis, fixed) - at;
                if (const double far = std::hypot(d.x(), d.y()); far < 9 && (!best || !best->key || far < nearest)) best = Hit{joint.joint, axis, fixed, true}, nearest = far;
            }
            if (best && best->key) continue;   // it lies on top
            if (const double far = std::abs(placeOf(joint.joint, axis, frame).y() - at.y()); far < nearest) best = Hit{joint.joint, axis, frame, false}, nearest = far;
        }
    return best;
}

void GraphView::setHover(const std::optional<Hit>& hit) {
    if (hit == hover_) return;
    hover_ = hit;
    setCursor(hit && hit->key ? Qt::SizeVerCursor : Qt::ArrowCursor);
    update();
}

void GraphView::mousePressEvent(QMouseEvent* event) {
    auto& playback = model_.workspace().playback();
    if (!model_.workspace().hasVideo() || drag_ != Drag::None) return;
    last_ = event->position();
    if (event->button() == Qt::MiddleButton) {
        drag_ = Drag::Pan;
        return;
    }
    if (event->button() != Qt::LeftButton || last_.x() < area().left()) return;
    playback.stop();
    if (const auto hit = hitAt(last_); hit && hit->key) {
        playback.seek(hit->frame);
        if (model_.beginKeyDrag(hit->joint, hit->axis)) {
            drag_ = Drag::Key;
            key_ = *hit;
            setHover(hit);
            const auto* joint = curvesOf(hit->joint);
            const auto style = styleOf(*joint, hit->axis);
            grabbed_ = (values_.at(last_.y()) - style.offset) / style.scale - valueOf(*joint, hit->axis, hit->frame);
            return;
        }
    }
    drag_ = Drag::Scrub;
    setHover(std::nullopt);
    playback.seek(timeWindow().frameAt(last_.x()));
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    switch (drag_) {
    case Drag::None: setHover(hitAt(at)); break;
    case Drag::Scrub: model_.workspace().playback().seek(timeWindow().frameAt(at.x())); break;
    case Drag::Pan:
        setWindow(first_ - (at.x() - last_.x()) / timeWindow().pxPerFrame(), shown_);
        values_ = values_.moved(at.y() - last_.y());
        dropCurves();
        break;
    case Drag::Key:
        if (const auto* joint = curvesOf(key_.joint)) {
            const auto style = styleOf(*joint, key_.axis);
            model_.dragKeyTo((values_.at(at.y()) - style.offset) / style.scale - grabbed_);
        }
        break;
    }
    last_ = at;
}

void GraphView::mouseReleaseEvent(QMouseEvent*) {
    if (drag_ == Drag::Key) model_.endKeyDrag();
    drag_ = Drag::None;
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto hit = event->button() == Qt::LeftButton ? hitAt(event->position()) : std::nullopt;
    if (hit && !hit->key) model_.addKey(hit->joint, hit->frame);
}

void GraphView::leaveEvent(QEvent*) {
    if (drag_ == Drag::None) setHover(std::nullopt);
}

void GraphView::wheelEvent(QWheelEvent* event) {
    if (!model_.workspace().hasVideo()) return;
    const QPoint delta = event->angleDelta();
    const int by = delta.y() != 0 ? delta.y() : delta.x();
    const auto t = timeWindow();
    if (event->modifiers() & Qt::ControlModifier) {
        const double frames = shown_ * std::pow(0.9985, by), share = std::clamp((event->position().x() - t.left) / t.across, 0.0, 1.0);
        setWindow(first_ + share * (shown_ - std::clamp(frames, std::min(12.0, double(t.frameCount)), double(t.frameCount))), frames);
    } else if (event->modifiers() & Qt::ShiftModifier) {
        values_ = values_.zoomed(std::pow(1.0015, by), event->position().y());
        dropCurves();
    } else {
        setWindow(first_ - by / 120.0 * shown_ / 10, shown_);
    }
    event->accept();
}

void GraphView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier) return fitValues();
    if (event->key() == Qt::Key_Escape && drag_ == Drag::Key) {
        model_.cancelKeyDrag();
        drag_ = Drag::None;
        return;
    }
    QWidget::keyPressEvent(event);
}

bool GraphView::event(QEvent* event) {
    // F fits the footage elsewhere, and Esc stops a solve: here they are the graph's.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_F && key->modifiers() == Qt::NoModifier) || (key->key() == Qt::Key_Escape && drag_ == Drag::Key)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

}  // namespace ropetp::ui
