#include "ui/pose_handles.h"

#include "body/kinematics.h"
#include "edit/compose.h"
#include "ui/joint_text.h"
#include "ui/theme.h"
#include "ui/view_drawing.h"

#include <QLocale>
#include <QPainter>
#include <QWidget>

#include <cmath>

namespace ropetp::ui {
namespace {

constexpr double kPickPx = 11, kDragPx = 3, kNearPx = 28;
constexpr double kSnapRad = 5 * EIGEN_PI / 180;
constexpr QColor kFixed(0xff, 0xc8, 0x3c), kLimit(0xff, 0x4f, 0x3f);

}  // namespace

PoseHandles::PoseHandles(PoseEditor& editor, QWidget& view) : ViewTool(&view), editor_(editor), view_(view) {
    for (auto signal : {&PoseEditor::toolChanged, &PoseEditor::optionsChanged, &PoseEditor::subjectChanged}) connect(&editor_, signal, this, &ViewTool::changed);
    connect(&editor_.workspace().joints(), &JointSelection::changed, this, &ViewTool::changed);
    connect(&editor_.workspace().playback(), &PlaybackController::playingChanged, this, &ViewTool::changed);
}

std::optional<PoseHandles::Body> PoseHandles::shown() const {
    const auto subject = editor_.subject();
    if (!subject || !showsPresentFrame() || editor_.workspace().playback().isPlaying()) return std::nullopt;
    Body b{*subject, spaceFromCam(*subject), body::jointFrames(editor_.restJoints(*subject), subject->at->poseInCam), {}};
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        b.frames[j] = b.spaceFromCam * b.frames[j];
        b.px[j] = project(b.frames[j].translation());
    }
    return b;
}

std::optional<QPointF> PoseHandles::handle(int joint) const {
    const auto b = shown();
    return b ? b->px[std::size_t(joint)] : std::nullopt;
}

TurnGizmo PoseHandles::gizmoFor(const Body& b, int joint) const {
    const Eigen::Isometry3d& frame = b.frames[std::size_t(joint)];
    Eigen::Matrix3d axes = frame.linear();
    if (editor_.options().axes == TurnAxes::World) {
        const Eigen::Vector3d pelvisRest = editor_.restJoints(b.subject).row(0).transpose();
        axes = b.spaceFromCam.linear() * edit::worldFromCamOf(*b.subject.at, pelvisRest).linear().transpose();
    }
    return {*this, frame.translation(), axes};
}

std::optional<TurnGizmo> PoseHandles::gizmo() const {
    const auto primary = editor_.workspace().joints().primary();
    if (editor_.tool() != PoseTool::Rotate || !primary) return std::nullopt;
    const auto b = shown();
    if (!b || !b->px[std::size_t(*primary)]) return std::nullopt;
    return gizmoFor(*b, *primary);
}

std::optional<int> PoseHandles::jointAt(const Body& b, const QPointF& at) const {
    std::optional<int> best;
    double nearest = kPickPx;
    for (int j = 0; j < body::kJointCount; ++j) {
        const auto& p = b.px[std::size_t(j)];
        if (!p) continue;
        if (const double d = distancePx(*p, at); d < nearest) {
            nearest = d;
            best = j;
        }
    }
    return best;
}

bool PoseHandles::showsAll(const Body& b) const {
    if (editor_.tool() != PoseTool::Select || editor_.isDragging()) return true;
    if (!mouse_) return false;
    QRectF box;
    for (const auto& p : b.px)
        if (p) box = box.united(QRectF(*p - QPointF(kNearPx, kNearPx), QSizeF(2 * kNearPx, 2 * kNearPx)));
    return box.contains(*mouse_);
}

bool PoseHandles::press(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton || (event.modifiers() & Qt::AltModifier)) return false;
    const auto b = shown();
    if (!b) return false;
    pressed_ = last_ = event.position();
    auto& joints = editor_.workspace().joints();
    const auto joint = jointAt(*b, pressed_);
    if (const auto rings = gizmo()) {
        // The handle in the middle and the rings do not meet; where another joint lies on a ring, the ring is meant.
        if (const auto ring = rings->ringAt(pressed_)) {
            taken_ = Taken::Ring;
            ring_ = *ring;
            turning_.emplace(*rings);
            spaceFromCam_ = b->spaceFromCam;
            angleRad_ = 0;
            return true;
        }
    }
    if (!joint) return false;
    if (event.modifiers() & Qt::ShiftModifier) joints.toggle(*joint);
    else if (joints.primary() != joint || (editor_.tool() == PoseTool::Select && joints.joints().count() > 1)) joints.select(*joint);
    taken_ = Taken::Joint;
    joint_ = *joint;
    from_ = b->frames[std::size_t(*joint)].translation();
    grabOffset_ = pressed_ - *b->px[std::size_t(*joint)];
    return true;
}

void PoseHandles::drag(const QMouseEvent& event) {
    const QPointF at = event.position();
    mouse_ = at;
    const bool far = distancePx(at, pressed_) >= kDragPx;
    if (taken_ == Taken::Joint && far && editor_.tool() == PoseTool::Move && editor_.workspace().joints().contains(joint_) && editor_.beginDrag()) taken_ = Taken::Moving;
    if (taken_ == Taken::Ring && far && editor_.beginDrag()) taken_ = Taken::Turning;
    // Given up in the meantime (another frame, another tool).
    if ((taken_ == Taken::Moving || taken_ == Taken::Turning) && !editor_.isDragging()) taken_ = Taken::Nothing;
    if (taken_ == Taken::Moving) moveJoint(joint_, from_, at - grabOffset_, event.modifiers());
    if (taken_ == Taken::Turning) turnTo(at, event.modifiers());
}

void PoseHandles::turnTo(const QPointF& at, Qt::KeyboardModifiers modifiers) {
    // Added up move by move, so that more than half a turn can be made.
    angleRad_ += turning_->angleBetween(ring_, last_, at);
    last_ = at;
    const double angle = modifiers & Qt::ControlModifier ? kSnapRad * std::round(angleRad_ / kSnapRad) : angleRad_;
    if (ring_ != TurnGizmo::Screen && editor_.options().axes == TurnAxes::Joint) editor_.turnAboutOwnAxes(angle * Eigen::Vector3d::Unit(int(ring_)));
    else editor_.turnAboutCamAxes(spaceFromCam_.linear().transpose() * (angle * turning_->axis(ring_)));
}

void PoseHandles::release(const QMouseEvent&) {
    const Taken was = std::exchange(taken_, Taken::Nothing);
    turning_.reset();
    if (was == Taken::Moving || was == Taken::Turning) editor_.endDrag();
    Q_EMIT changed();
}

bool PoseHandles::hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers) {
    const auto was = std::tuple(hovered_, hoveredRing_);
    const auto b = at ? shown() : std::nullopt;
    const bool showed = b && showsAll(*b);
    mouse_ = at;
    hovered_ = b ? jointAt(*b, *at) : std::nullopt;
    hoveredRing_.reset();
    if (b)
        if (const auto rings = gizmo()) hoveredRing_ = rings->ringAt(*at);
    if (hoveredRing_) hovered_.reset();
    if (was != std::tuple(hovered_, hoveredRing_) || (b && showed != showsAll(*b)) || !at) Q_EMIT changed();
    return hovered_ || hoveredRing_;
}

bool PoseHandles::escape() {
    if (editor_.isDragging() && taken_ != Taken::Nothing) {
        taken_ = Taken::Nothing;
        turning_.reset();
        editor_.cancelDrag();
        return true;
    }
    if (editor_.workspace().joints().isEmpty()) return false;
    editor_.workspace().joints().clear();
    return true;
}

std::optional<Qt::CursorShape> PoseHandles::cursor() const {
    if (taken_ == Taken::Moving) return Qt::ClosedHandCursor;
    if (hoveredRing_ || taken_ == Taken::Turning || taken_ == Taken::Ring) return Qt::SizeAllCursor;
    if (hovered_) return editor_.tool() == PoseTool::Move ? Qt::OpenHandCursor : Qt::PointingHandCursor;
    return std::nullopt;
}

void PoseHandles::paint(QPainter& painter) {
    const auto b = shown();
    if (!b) return;
    painter.setRenderHint(QPainter::Antialiasing);
    const bool all = showsAll(*b);
    const auto& selected = editor_.workspace().joints();
    if (all) paintBones(painter, *b);
    for (int j = 0; j < body::kJointCount; ++j)
        if (all || selected.contains(j)) paintJoint(painter, *b, j);
    const bool turning = taken_ == Taken::Turning && turning_;
    if (turning) turning_->paint(painter, ring_, TurnGizmo::Turned{pressed_, angleRad_});
    else if (const auto rings = gizmo(); rings && taken_ != Taken::Moving) rings->paint(painter, taken_ == Taken::Ring ? std::optional(ring_) : hoveredRing_, std::nullopt);

    const edit::JointSet& atLimit = editor_.atLimit();
    if (editor_.isDragging()) {
        const int j = turning ? selected.primary().value_or(-1) : joint_;
        if (j < 0 || !b->px[std::size_t(j)]) return;
        QString text = jointText(j);
        if (turning) text += QStringLiteral("  %1°").arg(QLocale().toString(double(angleRad_ * 180 / EIGEN_PI), 'f', 1));
        QStringList limits;
        for (int k = 0; k < body::kJointCount; ++k)
            if (atLimit[std::size_t(k)]) limits << jointText(k);
        if (!limits.isEmpty()) text += '\n' + tr("At its limit: %1").arg(limits.join(", "));
        // Why the mouse goes on alone, and what helps.
        if (!limits.isEmpty() && editor_.options().wholeBody && !turning) text += '\n' + tr("The whole body keeps to its limits");
        else if (!limits.isEmpty() && editor_.options().limits) text += '\n' + tr("Turn Joint limits off to go on");
        paintLabel(painter, *b->px[std::size_t(j)] + (turning ? QPointF(84, -40) : QPointF(16, -12)), text, !limits.isEmpty());
    } else if (hovered_ && b->px[std::size_t(*hovered_)]) {
        paintLabel(painter, *b->px[std::size_t(*hovered_)] + QPointF(14, -12), jointText(*hovered_), false);
    }
}

void PoseHandles::paintBones(QPainter& painter, const Body& b) const {
    for (const auto& [width, color] : {std::pair(3.6, QColor(0, 0, 0, 110)), std::pair(1.4, QColor(255, 255, 255, 200))}) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
        for (std::size_t j = 1; j < body::kJointCount; ++j) {
            const auto &from = b.px[std::size_t(body::kParents[j])], &to = b.px[j];
            if (from && to) painter.drawLine(*from, *to);
        }
    }
}

void PoseHandles::paintJoint(QPainter& painter, const Body& b, int joint) const {
    const auto j = std::size_t(joint);
    if (!b.px[j]) return;
    const bool selected = editor_.workspace().joints().contains(joint), hovered = hovered_ == joint;
    const edit::Fix* fix = editor_.fix();
    const bool fixed = fix && (fix->joints[j] || (joint == 0 && fix->place));
    const double r = hovered ? 6.5 : selected ? 5.5 : 4;
    const QColor fill = editor_.atLimit()[j] ? kLimit : selected ? Theme::colors().accent : fixed ? kFixed : QColor(Qt::white);
    painter.setPen(QPen(QColor(0, 0, 0, 190), 3));
    painter.setBrush(fill);
    if (editor_.isPinned(joint)) painter.drawRect(QRectF(*b.px[j] - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    else painter.drawEllipse(*b.px[j], r, r);
    // The ring tells a selected joint that is fixed, too, and one that is at its limit.
    painter.setPen(QPen(selected ? (fixed ? kFixed : QColor(Qt::white)) : fill, selected ? 2 : 1));
    if (editor_.isPinned(joint)) painter.drawRect(QRectF(*b.px[j] - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    else painter.drawEllipse(*b.px[j], r, r);
}

void PoseHandles::paintLabel(QPainter& painter, const QPointF& at, const QString& text, bool warning) const {
    const QFontMetricsF metrics(view_.font());
    QRectF box = metrics.boundingRect(QRectF(0, 0, 400, 200), Qt::AlignLeft, text).adjusted(-7, -4, 7, 4);
    box.moveTopLeft(at - QPointF(0, box.height() / 2));
    box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, view_.width() - box.width() - 4)));
    box.moveTop(std::clamp(box.top(), 4.0, std::max(4.0, view_.height() - box.height() - 4)));
    painter.setPen(Qt::NoPen);
    painter.setBrush(warning ? QColor(0x8c, 0x24, 0x1c, 225) : QColor(0, 0, 0, 190));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(box.adjusted(7, 4, -7, -4), Qt::AlignLeft | Qt::AlignVCenter, text);
}

}  // namespace ropetp::ui
