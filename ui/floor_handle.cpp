#include "ui/floor_handle.h"

#include "render/person_color.h"
#include "render/world_view.h"
#include "ui/theme.h"
#include "ui/view_drawing.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ropetp::ui {
namespace {

constexpr double kNearPx = 13, kDragPx = 3, kBesidePx = 90, kRingM = 0.16, kArrowPx = 17;
/// Where a metre is fewer pixels than this, one looks down on the floor.
constexpr double kLeastPxAMetre = 12;
constexpr double kHighestM = 10;

}  // namespace

FloorHandle::FloorHandle(TrajectoryEditor& editor, render::WorldView& view) : ViewTool(&view), editor_(editor), view_(view) {
    connect(&view_, &render::WorldView::viewMoved, this, &ViewTool::changed);
    connect(&editor_, &TrajectoryEditor::editsChanged, this, &ViewTool::changed);
    connect(&editor_.workspace(), &Workspace::selectionChanged, this, [this] {
        escape();
        Q_EMIT changed();
    });
    connect(&editor_.workspace().playback(), &PlaybackController::currentChanged, this, &ViewTool::changed);
}

double FloorHandle::heightM() const { return held_ ? nowM_ : editor_.edits() ? editor_.edits()->floorHeightM : 0; }

std::optional<Eigen::Vector3d> FloorHandle::place() const {
    if (held_) return Eigen::Vector3d(from_.x(), nowM_, from_.z());
    if (!editor_.edits() || editor_.workspace().isSolving()) return std::nullopt;
    const auto pelvis = editor_.pelvis(editor_.workspace().playback().current());
    const auto below = pelvis ? seenIn(view_, {pelvis->x(), heightM(), pelvis->z()}) : std::nullopt;
    return below ? view_.onPlane(*below + QPointF(kBesidePx, 0), heightM()) : std::nullopt;
}

std::optional<double> FloorHandle::pixelsAMetre(const Eigen::Vector3d& at) const {
    const auto here = seenIn(view_, at), above = seenIn(view_, at + 0.1 * Eigen::Vector3d::UnitY());
    if (!here || !above) return std::nullopt;
    const double px = 10 * (above->y() - here->y());
    return std::abs(px) < kLeastPxAMetre ? std::nullopt : std::optional(px);
}

std::optional<QPointF> FloorHandle::handle() const {
    const auto at = place();
    return at && pixelsAMetre(*at) ? seenIn(view_, *at) : std::nullopt;
}

bool FloorHandle::press(const QMouseEvent& event) {
    const auto at = event.button() == Qt::LeftButton ? handle() : std::nullopt;
    if (!at || distancePx(*at, event.position()) > kNearPx) return false;
    from_ = *place();
    nowM_ = heightM();
    pressed_ = last_ = event.position();
    held_ = true;
    moved_ = false;
    Q_EMIT changed();
    return true;
}

void FloorHandle::drag(const QMouseEvent& event) {
    if (!held_ || (!moved_ && distancePx(event.position(), pressed_) < kDragPx)) return;
    // Added up move by move, so that pressing Ctrl on the way makes no jump.
    const auto px = pixelsAMetre({from_.x(), nowM_, from_.z()});
    if (!px) return;
    const double fine = event.modifiers() & Qt::ControlModifier ? 0.1 : 1;
    nowM_ = std::clamp(nowM_ + fine * (event.position().y() - last_.y()) / *px, -kHighestM, kHighestM);
    last_ = event.position();
    moved_ = true;
    editor_.previewFloor(nowM_);
    Q_EMIT changed();
}

void FloorHandle::release(const QMouseEvent&) {
    if (!std::exchange(held_, false)) return;
    // To the millimetre, as it is shown and typed.
    if (moved_ && editor_.edits()) {
        const double wanted = std::round(1000 * nowM_) / 1000;
        if (wanted != editor_.edits()->floorHeightM) editor_.setFloor(wanted, editor_.edits()->levelFloor);
        else editor_.endPreview();
    }
    Q_EMIT changed();
}

bool FloorHandle::hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers) {
    const auto here = at ? handle() : std::nullopt;
    const bool over = here && distancePx(*here, *at) <= kNearPx;
    if (std::exchange(hovered_, over) != over) Q_EMIT changed();
    return over;
}

bool FloorHandle::escape() {
    if (!std::exchange(held_, false)) return false;
    editor_.endPreview();
    Q_EMIT changed();
    return true;
}

std::optional<Qt::CursorShape> FloorHandle::cursor() const {
    return held_ || hovered_ ? std::optional(Qt::SizeVerCursor) : std::nullopt;
}

void FloorHandle::paint(QPainter& painter) {
    const auto at = place();
    const auto middle = handle();
    if (!at || !middle) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const Eigen::Vector3f c = render::personColor(*editor_.workspace().selectedPerson());
    QColor color = QColor::fromRgbF(c.x(), c.y(), c.z());
    const bool bright = held_ || hovered_;
    if (!bright) color.setAlphaF(0.75f);
    const QColor rim = handleRim();
    const QPolygonF ring = levelCircle(view_, *at, kRingM);
    const auto arrow = [&](double up) {
        const QPointF tip = *middle + QPointF(0, up * kArrowPx);
        return QPolygonF({*middle, tip - QPointF(0, up * 1), tip - QPointF(5, up * 6), tip, tip + QPointF(5, -up * 6)});
    };
    for (const auto& [ink, width] : {std::pair(rim, 4.5), std::pair(color, bright ? 2.5 : 1.8)}) {
        painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(ring);
        for (const double up : {-1.0, 1.0}) painter.drawPolyline(arrow(up));
    }
    painter.setPen(QPen(bright ? Theme::colors().text : rim, 1.5));
    painter.setBrush(color);
    painter.drawEllipse(*middle, 4.5, 4.5);
    painter.setBrush(Qt::NoBrush);
    if (!bright) return;
    const QString text = tr("Floor %1 m").arg(QLocale().toString(heightM(), 'f', 3));
    QRectF label = tagRect(painter, text);
    label.moveCenter(*middle);
    label.moveLeft(middle->x() + 18);
    paintTag(painter, label, text);
}

}  // namespace ropetp::ui
