#pragma once

#include <QPainter>
#include <QPointF>

#include <Eigen/Core>

#include <array>
#include <optional>
#include <vector>

namespace ropetp::ui {

/// How a view sees the space that a body stands in: the footage the camera's, the 3D view the world. Logical pixels, metres.
class ViewSpace {
  public:
    virtual ~ViewSpace() = default;
    /// nullopt: behind the viewer.
    virtual std::optional<QPointF> project(const Eigen::Vector3d& point) const = 0;
    struct Ray {
        Eigen::Vector3d origin, direction;   ///< unit
    };
    virtual Ray rayThrough(const QPointF& at) const = 0;
};

/// Rings around a joint to turn it by: one an axis, drawn in the view's perspective, and one that faces the viewer. Geometry and
/// looks; what a turn does is up to its user.
class TurnGizmo {
  public:
    enum Ring { X, Y, Z, Screen, kRingCount };

    /// @param axes  columns: directions in the view's space about which the rings turn.
    TurnGizmo(const ViewSpace& space, const Eigen::Vector3d& centre, const Eigen::Matrix3d& axes);

    /// Of the ring, in the view's space.
    Eigen::Vector3d axis(Ring ring) const { return axes_.col(ring); }
    /// Below the mouse, or near it.
    std::optional<Ring> ringAt(const QPointF& at) const;
    /// A point of the ring on the view, for tests and to start from. nullopt: behind the viewer.
    std::optional<QPointF> pointOn(Ring ring, double angleRad) const;
    /// Before the joint as the viewer sees it, where the ring can be taken.
    bool isInFront(Ring ring, double angleRad) const;
    /// How far the mouse has turned a ring that it took at `from`: as the ray through it passes over the ring's plane, or along
    /// the ring's edge where that is seen from the side. Radians, -pi..pi, right-handed about axis().
    double angleBetween(Ring ring, const QPointF& from, const QPointF& to) const;

    /// @param lit  hovered or taken. @param turned  while it is taken: from where (a point of the view) and how far; alone then.
    struct Turned {
        QPointF from;
        double angleRad = 0;
    };
    void paint(QPainter& painter, std::optional<Ring> lit, const std::optional<Turned>& turned) const;

  private:
    double radius(Ring ring) const { return ring == Screen ? 1.22 * radius_ : radius_; }
    Eigen::Vector3d pointInSpace(Ring ring, double angleRad) const;
    /// Where a ray passes through a ring's plane, as an angle of the ring.
    std::optional<double> angleOnPlane(Ring ring, const QPointF& at) const;

    const ViewSpace& space_;
    Eigen::Vector3d centre_, away_;                  ///< away_: from the viewer to the joint, unit
    Eigen::Matrix<double, 3, kRingCount> axes_;
    std::array<Eigen::Vector3d, kRingCount> u_, v_;  ///< span the rings' planes
    double radius_ = 0;                              ///< metres
};

}  // namespace ropetp::ui
