#include "ui/trajectory_handles.h"

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

constexpr double kBallPx = 7, kNearPx = 12, kDragPx = 3, kSamePointPx = 5;

QColor colorOf(PersonId person) {
    const Eigen::Vector3f c = render::personColor(person);
    return QColor::fromRgbF(c.x(), c.y(), c.z());
}

}  // namespace

TrajectoryHandles::TrajectoryHandles(TrajectoryEditor& editor, render::WorldView& view) : ViewTool(&view), editor_(editor), view_(view) {
    connect(&view_, &render::WorldView::viewMoved, this, &ViewTool::changed);
    connect(&editor_, &TrajectoryEditor::editsChanged, this, &ViewTool::changed);
    connect(&editor_.workspace().playback(), &PlaybackController::currentChanged, this, &ViewTool::changed);
    connect(&editor_, &TrajectoryEditor::pathBeforeChanged, this, &TrajectoryHandles::showNotes);
    connect(&editor_, &TrajectoryEditor::spreadChanged, this, &TrajectoryHandles::showNotes);
    connect(&editor_.workspace(), &Workspace::selectionChanged, this, [this] { setDrawsLine(false); });
}

void TrajectoryHandles::showNotes() {
    view_.setPathBefore(editor_.pathBefore());
    const auto spread = editor_.spread();
    view_.setSpread(spread ? spread->meanM : std::vector<Eigen::Vector3d>(), spread ? spread->spreadM : std::vector<double>());
}

std::optional<QPointF> TrajectoryHandles::ball(FrameIndex frame) const {
    if (dragged_ && dragged_->frame == frame) return seenIn(view_, dragged_->pelvisM);
    const auto* pin = editor_.pin(frame);
    return pin ? seenIn(view_, pin->pelvisM) : std::nullopt;
}

const edit::TrajectoryPin* TrajectoryHandles::pinAt(const QPointF& at) const {
    const auto* edits = editor_.edits();
    const edit::TrajectoryPin* best = nullptr;
    double nearest = kNearPx;
    for (std::size_t i = 0; edits && i < edits->pins.size(); ++i)
        if (const auto px = seenIn(view_, edits->pins[i].pelvisM); px && distancePx(*px, at) < nearest) {
            nearest = distancePx(*px, at);
            best = &edits->pins[i];
        }
    return best;
}

bool TrajectoryHandles::press(const QMouseEvent& event) {
    if (drawing_) {
        if (event.button() == Qt::LeftButton) {
            const auto at = view_.onPlane(event.position(), 0);
            const auto last = line_.empty() ? std::nullopt : seenIn(view_, {line_.back().x(), 0, line_.back().y()});
            // The same place again ends the line, and so does a double click.
            const bool ends = last && distancePx(*last, event.position()) < kSamePointPx;
            if (at && !ends) line_.push_back({at->x(), at->z()});
            if (!ends) {
                Q_EMIT changed();
                return true;
            }
        } else if (event.button() != Qt::RightButton) {
            return false;
        }
        if (line_.size() > 1) editor_.setFloorLine(line_);
        setDrawsLine(false);
        return true;
    }
    const auto* pin = event.button() == Qt::LeftButton ? pinAt(event.position()) : nullptr;
    if (!pin) return false;
    from_ = *pin;
    dragged_ = *pin;
    pressed_ = event.position();
    moved_ = false;
    return true;
}

void TrajectoryHandles::drag(const QMouseEvent& event) {
    if (!dragged_) return;
    if (!moved_ && distancePx(event.position(), pressed_) < kDragPx) return;
    moved_ = true;
    const auto before = seenIn(view_, from_.pelvisM);
    if (!before) return;
    const QPointF at = *before + (event.position() - pressed_);
    if (event.modifiers() & Qt::ControlModifier) {
        // Pixels a metre at the pin tell how high the mouse is over it.
        const auto above = seenIn(view_, from_.pelvisM + 0.1 * Eigen::Vector3d::UnitY());
        if (!above || std::abs(before->y() - above->y()) < 0.5) return;   // looked at from above: no height can be told
        dragged_->pelvisM = from_.pelvisM + Eigen::Vector3d(0, 0.1 * (at.y() - before->y()) / (above->y() - before->y()), 0);
    } else if (const auto place = view_.onPlane(at, from_.pelvisM.y())) {
        dragged_->pelvisM = *place;
    }
    editor_.previewPin(*dragged_);
    Q_EMIT changed();
}

void TrajectoryHandles::release(const QMouseEvent&) {
    const auto pin = std::exchange(dragged_, std::nullopt);
    if (!pin) return;
    if (moved_) editor_.setPin(*pin);
    else editor_.workspace().playback().seek(pin->frame);
    Q_EMIT changed();
}

bool TrajectoryHandles::hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers) {
    if (drawing_) {
        const auto place = at ? view_.onPlane(*at, 0) : std::nullopt;
        next_ = place ? std::optional(Eigen::Vector2d(place->x(), place->z())) : std::nullopt;
        Q_EMIT changed();
        return at.has_value();
    }
    const auto* pin = at ? pinAt(*at) : nullptr;
    const auto over = pin ? std::optional(pin->frame) : std::nullopt;
    if (std::exchange(hovered_, over) != over) Q_EMIT changed();
    return pin != nullptr;
}

bool TrajectoryHandles::escape() {
    if (dragged_) {
        dragged_.reset();
        editor_.endPreview();
        Q_EMIT changed();
        return true;
    }
    if (!drawing_) return false;
    setDrawsLine(false);
    return true;
}

std::optional<Qt::CursorShape> TrajectoryHandles::cursor() const {
    if (drawing_) return Qt::CrossCursor;
    if (dragged_) return Qt::ClosedHandCursor;
    if (hovered_) return Qt::OpenHandCursor;
    return std::nullopt;
}

void TrajectoryHandles::setDrawsLine(bool on) {
    on = on && editor_.edits();
    line_.clear();
    next_.reset();
    if (std::exchange(drawing_, on) != on) Q_EMIT drawsLineChanged(on);
    Q_EMIT changed();
}

void TrajectoryHandles::paintPin(QPainter& painter, const edit::TrajectoryPin& pin) const {
    const auto top = seenIn(view_, pin.pelvisM), foot = seenIn(view_, {pin.pelvisM.x(), 0, pin.pelvisM.z()});
    if (!top || !foot) return;
    const bool here = pin.frame == editor_.workspace().playback().current(), over = hovered_ == pin.frame || (dragged_ && dragged_->frame == pin.frame);
    QColor color = colorOf(*editor_.workspace().selectedPerson());
    if (!here && !over) color.setAlphaF(0.75f);
    const QColor rim = handleRim();
    painter.setPen(QPen(rim, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(*foot, *top);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(*foot, *top);
    painter.drawEllipse(*foot, 5, 2.5);
    // A soft pin is hollow, and a ring on the floor says how far it gives way.
    if (pin.softnessM > 0) {
        painter.setPen(QPen(color, 1.2, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(levelCircle(view_, {pin.pelvisM.x(), 0, pin.pelvisM.z()}, pin.softnessM));
    }
    painter.setPen(QPen(here || over ? Theme::colors().text : rim, here || over ? 2 : 1.5));
    painter.setBrush(pin.softnessM > 0 ? rim : color);
    painter.drawEllipse(*top, kBallPx, kBallPx);
    painter.setBrush(Qt::NoBrush);
    if (pin.softnessM > 0) {
        painter.setPen(QPen(color, 2.5));
        painter.drawEllipse(*top, kBallPx - 2, kBallPx - 2);
    }
    if (!over) return;
    const QString text = pin.softnessM > 0 ? tr("Frame %1 · ±%2 m").arg(QString::number(pin.frame.value), QLocale().toString(pin.softnessM, 'f', 2)) : tr("Frame %1").arg(pin.frame.value);
    QRectF label = tagRect(painter, text);
    label.moveBottomLeft(*top + QPointF(kBallPx + 4, -kBallPx));
    paintTag(painter, label, text);
}

void TrajectoryHandles::paintLine(QPainter& painter, const std::vector<Eigen::Vector2d>& points, const std::optional<Eigen::Vector2d>& next) const {
    QPolygonF shown;
    for (const auto& p : points)
        if (const auto px = seenIn(view_, {p.x(), 0, p.y()})) shown << *px;
    const QColor color = Theme::colors().accent;
    painter.setPen(QPen(color, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(shown);
    if (next && !shown.isEmpty())
        if (const auto px = seenIn(view_, {next->x(), 0, next->y()})) {
            painter.setPen(QPen(color, 1.5, Qt::DashLine));
            painter.drawLine(shown.back(), *px);
        }
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Theme::colors().panel);
    for (const QPointF& p : std::as_const(shown)) painter.drawEllipse(p, 3.5, 3.5);
    painter.setBrush(Qt::NoBrush);
}

void TrajectoryHandles::paint(QPainter& painter) {
    const auto* edits = editor_.edits();
    if (!edits) return;
    painter.setRenderHint(QPainter::Antialiasing);
    if (drawing_) paintLine(painter, line_, next_);
    else if (edits->floorLineM.size() > 1) paintLine(painter, edits->floorLineM, std::nullopt);
    for (const auto& pin : edits->pins)
        if (!dragged_ || dragged_->frame != pin.frame) paintPin(painter, pin);
    if (dragged_) paintPin(painter, *dragged_);
}

}  // namespace ropetp::ui
