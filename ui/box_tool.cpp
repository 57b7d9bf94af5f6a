#include "ui/box_tool.h"

#include "ui/theme.h"
#include "ui/video_view.h"

#include <QPainter>

namespace ropetp::ui {
namespace {

constexpr double kLeastBoxPx = 12;   ///< of the frame
constexpr double kClickPx = 4;

}  // namespace

BoxTool::BoxTool(Workspace& workspace, VideoView& view) : ViewTool(&view), workspace_(workspace), view_(view) {}

void BoxTool::setActive(bool on) {
    if (active_ == on) return;
    active_ = on;
    drawing_ = false;
    Q_EMIT activeChanged(on);
    Q_EMIT changed();
}

bool BoxTool::press(const QMouseEvent& event) {
    if (!active_ || event.button() != Qt::LeftButton) return false;
    from_ = to_ = event.position();
    newPerson_ = event.modifiers() & Qt::ShiftModifier;
    return true;
}

void BoxTool::drag(const QMouseEvent& event) {
    if (!active_) return;
    to_ = event.position();
    drawing_ = drawing_ || (to_ - from_).manhattanLength() >= kClickPx;
    Q_EMIT changed();
}

void BoxTool::release(const QMouseEvent&) {
    if (!std::exchange(drawing_, false)) return;
    Q_EMIT changed();
    const QSizeF size = view_.frameSize();
    const QRectF box = QRectF(view_.toFrame(from_), view_.toFrame(to_)).normalized() & QRectF(QPointF(-0.5, -0.5), size);
    if (box.width() < kLeastBoxPx || box.height() < kLeastBoxPx) return;
    setActive(false);
    const QRectF inside = box & QRectF(QPointF(0, 0), size - QSizeF(1, 1));
    workspace_.setBox(newPerson_ ? std::nullopt : workspace_.selectedPerson(), view_.shownFrame(), {inside.x(), inside.y(), inside.width(), inside.height()});
}

bool BoxTool::escape() {
    if (!active_) return false;
    setActive(false);
    return true;
}

void BoxTool::paint(QPainter& painter) {
    if (!active_) return;
    if (drawing_) {
        painter.setPen(QPen(Theme::colors().accent, 2, Qt::DashLine));
        painter.drawRect(QRectF(from_, to_).normalized());
    }
    const QString hint = workspace_.selectedPerson() ? tr("Draw a box around %1 on this frame, with Shift around somebody who was missed (Esc: leave)").arg(workspace_.personName(*workspace_.selectedPerson()))
                                                     : tr("Draw a box around a person on this frame (Esc: leave)");
    const QRect box = QFontMetrics(view_.font()).boundingRect(hint).adjusted(-12, -6, 12, 6);
    const QRect at(QPoint((view_.width() - box.width()) / 2, 12), box.size());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 180));
    painter.drawRoundedRect(at, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(at, Qt::AlignCenter, hint);
}

std::optional<Qt::CursorShape> BoxTool::cursor() const { return active_ ? std::optional(Qt::CrossCursor) : std::nullopt; }

}  // namespace ropetp::ui
