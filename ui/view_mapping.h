#pragma once

#include "render/overlay.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <algorithm>

namespace ropetp::ui {

/// Where a frame lies in a view, in device pixels. A pixel f of the frame is centred at
/// scale * (f + 0.5) + origin in a coordinate system whose integers are pixel edges (QPainter's).
struct ViewMapping {
    double scale = 1;
    QPointF origin;

    static ViewMapping fit(const QSizeF& frame, const QSizeF& view) {
        ViewMapping m;
        if (frame.isEmpty() || view.isEmpty()) return m;
        m.scale = std::min(view.width() / frame.width(), view.height() / frame.height());
        m.origin = QPointF((view.width() - m.scale * frame.width()) / 2, (view.height() - m.scale * frame.height()) / 2);
        return m;
    }
    QRectF frameRect(const QSizeF& frame) const { return {origin, frame * scale}; }
    /// Frame pixel (integers at centres) below a point of the view.
    QPointF toFrame(const QPointF& view) const { return (view - origin) / scale - QPointF(0.5, 0.5); }
    QPointF toView(const QPointF& frame) const { return scale * (frame + QPointF(0.5, 0.5)) + origin; }
    /// The same for the overlay, where pixel centres are at integers on both sides.
    render::OverlayRenderer::ViewTransform overlay() const {
        return {scale, {origin.x() + 0.5 * (scale - 1), origin.y() + 0.5 * (scale - 1)}};
    }
    /// Scaled by `factor` so that the point of the frame below `view` stays there.
    ViewMapping zoomed(double factor, const QPointF& view) const {
        ViewMapping m;
        m.scale = std::clamp(scale * factor, 0.02, 64.0);
        m.origin = view - (view - origin) * (m.scale / scale);
        return m;
    }
};

}  // namespace ropetp::ui
