#include "ui/turn_gizmo.h"

#include "ui/view_drawing.h"

#include <Eigen/Geometry>

#include <QPainterPath>

#include <cmath>

namespace ropetp::ui {
namespace {

constexpr double kRadiusPx = 58, kGrabPx = 7;
constexpr int kSides = 96;
/// A ring seen more from the side than this is turned along its edge.
constexpr double kLeastFacing = 0.26;

double distanceToSegment(const QPointF& p, const QPointF& a, const QPointF& b) {
    const QPointF ab = b - a;
    const double length = QPointF::dotProduct(ab, ab);
    const double t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, ab) / length, 0.0, 1.0) : 0;
    return distancePx(p, a + t * ab);
}

QColor colorOf(TurnGizmo::Ring ring) {
    switch (ring) {
    case TurnGizmo::X: return QColor(0xf0, 0x54, 0x4f);
    case TurnGizmo::Y: return QColor(0x6f, 0xcf, 0x4a);
    case TurnGizmo::Z: return QColor(0x4f, 0x9d, 0xf7);
    default: return QColor(0xe6, 0xe6, 0xe6);
    }
}

constexpr QColor kLit(0xff, 0xd7, 0x3c);

}  // namespace

TurnGizmo::TurnGizmo(const ViewSpace& space, const Eigen::Vector3d& centre, const Eigen::Matrix3d& axes) : space_(space), centre_(centre) {
    const auto at = space.project(centre);
    away_ = at ? space.rayThrough(*at).direction : Eigen::Vector3d(Eigen::Vector3d::UnitZ());
    axes_.leftCols<3>() = axes;
    axes_.col(Screen) = away_;
    for (int i = 0; i < kRingCount; ++i) {
        u_[std::size_t(i)] = axes_.col(i).unitOrthogonal();
        v_[std::size_t(i)] = axes_.col(i).cross(u_[std::size_t(i)]);
    }
    // As many metres as make the wanted pixels at the joint's depth.
    constexpr double kStepM = 0.02;
    const auto beside = space.project(centre + kStepM * u_[Screen]);
    const double pxPerM = at && beside ? distancePx(*at, *beside) / kStepM : 0;
    radius_ = pxPerM > 0 ? kRadiusPx / pxPerM : 0;
}

Eigen::Vector3d TurnGizmo::pointInSpace(Ring ring, double angle) const {
    const auto i = std::size_t(ring);
    return centre_ + radius(ring) * (std::cos(angle) * u_[i] + std::sin(angle) * v_[i]);
}

std::optional<QPointF> TurnGizmo::pointOn(Ring ring, double angle) const { return space_.project(pointInSpace(ring, angle)); }

bool TurnGizmo::isInFront(Ring ring, double angle) const { return ring == Screen || (pointInSpace(ring, angle) - centre_).dot(away_) <= 0.02 * radius_; }

std::optional<TurnGizmo::Ring> TurnGizmo::ringAt(const QPointF& at) const {
    std::optional<Ring> best;
    double nearest = kGrabPx;
    for (int i = 0; i < kRingCount; ++i) {
        const Ring ring = Ring(i);
        for (int k = 0; k < kSides; ++k) {
            const double from = 2 * EIGEN_PI * k / kSides, to = 2 * EIGEN_PI * (k + 1) / kSides;
            // What lies behind the joint is not for taking: another ring may be in front of it.
            if (!isInFront(ring, 0.5 * (from + to))) continue;
            const auto a = pointOn(ring, from), b = pointOn(ring, to);
            if (!a || !b) continue;
            const double d = distanceToSegment(at, *a, *b);
            if (d >= nearest) continue;
            nearest = d;
            best = ring;
        }
    }
    return best;
}

std::optional<double> TurnGizmo::angleOnPlane(Ring ring, const QPointF& at) const {
    const Eigen::Vector3d n = axes_.col(ring);
    const ViewSpace::Ray ray = space_.rayThrough(at);
    const double along = ray.direction.dot(n);
    if (std::abs(along) < 0.5 * kLeastFacing) return std::nullopt;
    const Eigen::Vector3d p = ray.origin + ray.direction * ((centre_ - ray.origin).dot(n) / along) - centre_;
    return std::atan2(p.dot(v_[std::size_t(ring)]), p.dot(u_[std::size_t(ring)]));
}

double TurnGizmo::angleBetween(Ring ring, const QPointF& from, const QPointF& to) const {
    if (std::abs(axes_.col(ring).dot(away_)) >= kLeastFacing) {
        const auto a = angleOnPlane(ring, from), b = angleOnPlane(ring, to);
        if (a && b) return std::remainder(*b - *a, 2 * EIGEN_PI);
    }
    // Along the edge: the ring's nearest point in front, and where it goes as the ring turns.
    double at = 0, nearest = 1e300;
    for (int k = 0; k < kSides; ++k) {
        const double angle = 2 * EIGEN_PI * k / kSides;
        const auto p = pointOn(ring, angle);
        if (!p || (pointInSpace(ring, angle) - centre_).dot(away_) > 0) continue;
        if (const double d = distancePx(*p, from); d < nearest) nearest = d, at = angle;
    }
    constexpr double kStepRad = 0.02;
    const auto a = pointOn(ring, at - kStepRad), b = pointOn(ring, at + kStepRad);
    if (!a || !b) return 0;
    const QPointF pxPerRad = (*b - *a) / (2 * kStepRad);
    const double length = QPointF::dotProduct(pxPerRad, pxPerRad);
    return length > 1 ? QPointF::dotProduct(to - from, pxPerRad) / length : 0;
}

void TurnGizmo::paint(QPainter& painter, std::optional<Ring> lit, const std::optional<Turned>& turned) const {
    const auto centre = space_.project(centre_);
    if (!centre || !(radius_ > 0)) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (turned && lit) {
        // The sector that was swept.
        const auto start = angleOnPlane(*lit, turned->from);
        const double first = start.value_or(0);
        QPainterPath sector(*centre);
        constexpr int kSteps = 48;
        for (int k = 0; k <= kSteps; ++k)
            if (const auto p = pointOn(*lit, first + turned->angleRad * k / kSteps)) sector.lineTo(*p);
        sector.closeSubpath();
        QColor fill = kLit;
        fill.setAlpha(70);
        if (start) painter.fillPath(sector, fill);
    }
    for (const bool front : {false, true})
        for (int i = 0; i < kRingCount; ++i) {
            const Ring ring = Ring(i);
            if (turned && ring != lit) continue;
            QPainterPath path;
            bool down = false;
            for (int k = 0; k <= kSides; ++k) {
                const double angle = 2 * EIGEN_PI * k / kSides;
                const auto p = isInFront(ring, angle) == front ? pointOn(ring, angle) : std::nullopt;
                if (!p) down = false;
                else if (std::exchange(down, true)) path.lineTo(*p);
                else path.moveTo(*p);
            }
            QColor color = lit == ring ? kLit : colorOf(ring);
            if (!front) color.setAlpha(70);
            if (front) painter.strokePath(path, QPen(QColor(0, 0, 0, 120), lit == ring ? 5 : 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.strokePath(path, QPen(color, lit == ring ? 3 : ring == Screen ? 1.4 : 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        }
}

}  // namespace ropetp::ui
