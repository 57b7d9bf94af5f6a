#pragma once

#include <Eigen/Core>

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <optional>

class QColor;
class QPainter;
class QString;

namespace ropetp::render {
class WorldView;
}

/// What the tools of the views share in drawing and hitting their handles. Logical pixels; GUI thread only.
namespace ropetp::ui {

double distancePx(const QPointF& a, const QPointF& b);

/// Where a point of the world is seen; nullopt: behind the viewer, or almost.
std::optional<QPointF> seenIn(const render::WorldView& view, const Eigen::Vector3d& pointM);
/// A level circle, as far as it is seen.
QPolygonF levelCircle(const render::WorldView& view, const Eigen::Vector3d& middleM, double radiusM);

/// Around what is drawn in the world, so that it stands out from any ground.
QColor handleRim();

/// Room for paintTag(), to be moved to its place.
QRectF tagRect(const QPainter& painter, const QString& text);
/// A line of text on the panel's ground.
void paintTag(QPainter& painter, const QRectF& rect, const QString& text);

}  // namespace ropetp::ui
