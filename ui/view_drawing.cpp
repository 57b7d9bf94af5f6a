#include "ui/view_drawing.h"

#include "render/world_view.h"
#include "ui/theme.h"

#include <QPainter>

#include <cmath>

namespace ropetp::ui {

double distancePx(const QPointF& a, const QPointF& b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

std::optional<QPointF> seenIn(const render::WorldView& view, const Eigen::Vector3d& pointM) {
    const Eigen::Vector3d at = view.project(pointM);
    if (!(at.z() > 0.02)) return std::nullopt;
    return QPointF(at.x(), at.y());
}

QPolygonF levelCircle(const render::WorldView& view, const Eigen::Vector3d& middleM, double radiusM) {
    QPolygonF circle;
    for (int k = 0; k <= 40; ++k) {
        const double a = 2 * M_PI * k / 40;
        if (const auto p = seenIn(view, middleM + radiusM * Eigen::Vector3d(std::cos(a), 0, std::sin(a)))) circle << *p;
    }
    return circle;
}

QColor handleRim() { return Theme::colors().dark ? QColor(20, 20, 22) : QColor(250, 250, 250); }

QRectF tagRect(const QPainter& painter, const QString& text) { return painter.fontMetrics().boundingRect(text).adjusted(-5, -2, 5, 2); }

void paintTag(QPainter& painter, const QRectF& rect, const QString& text) {
    QColor back = Theme::colors().panel;
    back.setAlphaF(0.9f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    painter.drawRoundedRect(rect, 3, 3);
    painter.setPen(Theme::colors().text);
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.setBrush(Qt::NoBrush);
}

}  // namespace ropetp::ui
