#include "ui/icons.h"

#include "ui/theme.h"

#include <QAction>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>

namespace ropetp::ui {
namespace {

// All on a 16 x 16 grid.
QPainterPath triangle(double x, double tip) {
    QPainterPath p;
    p.moveTo(x, 3);
    p.lineTo(tip, 8);
    p.lineTo(x, 13);
    p.closeSubpath();
    return p;
}

QPainterPath bar(double x, double width) {
    QPainterPath p;
    p.addRect(x, 3, width, 10);
    return p;
}

QPainterPath bracket(double x, double inner) {
    QPainterPath p;
    p.moveTo(inner, 3);
    p.lineTo(x, 3);
    p.lineTo(x, 13);
    p.lineTo(inner, 13);
    return p;
}

QPainterPath head(QPointF tip, QPointF a, QPointF b) {
    QPainterPath p(tip);
    p.lineTo(a);
    p.lineTo(b);
    p.closeSubpath();
    return p;
}

QPainterPath lines(std::initializer_list<QPointF> points) {
    QPainterPath p(*points.begin());
    for (const QPointF& point : points) p.lineTo(point);
    return p;
}

QPainterPath arc(QRectF ring, double fromDeg, double sweepDeg) {
    QPainterPath p;
    p.arcMoveTo(ring, fromDeg);
    p.arcTo(ring, fromDeg, sweepDeg);
    return p;
}

QPainterPath disc(QPointF middle, double radius) {
    QPainterPath p;
    p.addEllipse(middle, radius, radius);
    return p;
}

struct Pen {
    QPainter& painter;
    QColor color;
    void fill(const QPainterPath& p) const { painter.fillPath(p, color); }
    void stroke(const QPainterPath& p, double width = 1.8) const { painter.strokePath(p, QPen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin)); }
    void line(std::initializer_list<QPointF> points) const { painter.strokePath(lines(points), QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)); }
};

void drawTransport(const Pen& p, Glyph glyph) {
    switch (glyph) {
    case Glyph::Play: return p.fill(triangle(4, 13.5));
    case Glyph::Pause: return p.fill(bar(4, 3)), p.fill(bar(9, 3));
    case Glyph::StepBack: return p.fill(triangle(10, 3)), p.fill(bar(11, 2));
    case Glyph::StepForward: return p.fill(triangle(6, 13)), p.fill(bar(3, 2));
    case Glyph::ToStart: return p.fill(bar(2, 2)), p.fill(triangle(9.5, 4)), p.fill(triangle(14.5, 9));
    case Glyph::ToEnd: return p.fill(triangle(1.5, 7)), p.fill(triangle(6.5, 12)), p.fill(bar(12, 2));
    case Glyph::MarkIn: return p.stroke(bracket(5, 9));
    case Glyph::MarkOut: return p.stroke(bracket(11, 7));
    case Glyph::Loop: return p.stroke(arc({3, 3, 10, 10}, 60, 290)), p.fill(head({14.5, 4.5}, {9, 6.5}, {10, 0.5}));
    default: return;
    }
}

void drawTool(const Pen& p, Glyph glyph) {
    switch (glyph) {
    case Glyph::Open: return p.line({{1.5, 13}, {1.5, 3.5}, {6, 3.5}, {7.5, 5.5}, {14.5, 5.5}, {14.5, 13}, {1.5, 13}});
    case Glyph::Solve:   // a spark
        p.fill(lines({{7, 1}, {8.5, 6.5}, {14, 8}, {8.5, 9.5}, {7, 15}, {5.5, 9.5}, {0, 8}, {5.5, 6.5}}));
        return p.fill(lines({{13, 1}, {13.6, 3}, {15.5, 3.6}, {13.6, 4.2}, {13, 6.2}, {12.4, 4.2}, {10.5, 3.6}, {12.4, 3}}));
    case Glyph::Stop: {
        QPainterPath square;
        square.addRoundedRect(QRectF(3.5, 3.5, 9, 9), 1.5, 1.5);
        return p.fill(square);
    }
    case Glyph::Select: return p.fill(lines({{4, 1.5}, {4, 13}, {6.8, 10.4}, {8.8, 14.6}, {10.8, 13.7}, {8.8, 9.6}, {12.6, 9.6}}));
    case Glyph::Move:
        p.line({{8, 3}, {8, 13}}), p.line({{3, 8}, {13, 8}});
        p.fill(head({8, 0.5}, {5.4, 3.7}, {10.6, 3.7})), p.fill(head({8, 15.5}, {5.4, 12.3}, {10.6, 12.3}));
        return p.fill(head({0.5, 8}, {3.7, 5.4}, {3.7, 10.6})), p.fill(head({15.5, 8}, {12.3, 5.4}, {12.3, 10.6}));
    case Glyph::Rotate:   // about a joint
        p.stroke(arc({2.5, 2.5, 11, 11}, 50, 290), 1.5), p.fill(disc({8, 8}, 2));
        return p.fill(head({14.6, 4.6}, {9.4, 5.6}, {11.2, 0.8}));
    case Glyph::WholeBody:
        p.fill(disc({8, 2.7}, 2.2)), p.line({{3, 6.5}, {13, 6.5}}), p.line({{8, 6.5}, {8, 10}});
        return p.line({{5, 15}, {8, 10}, {11, 15}});
    case Glyph::WorldAxes:
        p.line({{6, 3}, {6, 10}, {13, 10}}), p.line({{6, 10}, {2.5, 13.5}});
        return p.fill(head({6, 0.2}, {3.7, 3.4}, {8.3, 3.4})), p.fill(head({15.8, 10}, {12.6, 7.7}, {12.6, 12.3})), p.fill(head({0.8, 15.2}, {1.5, 11.2}, {4.8, 14.5}));
    case Glyph::JointLimits:   // a swing with its two ends
        p.line({{2.5, 13}, {14, 13}}), p.line({{2.5, 13}, {8.5, 2.5}});
        return p.stroke(arc({-6, 4.5, 17, 17}, 0, 60), 1.5), p.fill(disc({2.5, 13}, 2));
    case Glyph::FollowVideo:
        p.line({{1.5, 3}, {14.5, 3}, {14.5, 13}, {1.5, 13}, {1.5, 3}}), p.line({{4.3, 3}, {4.3, 13}}), p.line({{11.7, 3}, {11.7, 13}});
        return p.fill(lines({{6.3, 5.3}, {10.4, 8}, {6.3, 10.7}}));
    default: return;
    }
}

/// Draws when it is asked for: sharp at every scale, in the colours of the theme of that moment.
class GlyphEngine final : public QIconEngine {
  public:
    explicit GlyphEngine(Glyph glyph) : glyph_(glyph) {}
    QIconEngine* clone() const override { return new GlyphEngine(*this); }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const auto& c = Theme::colors();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const double side = std::min(rect.width(), rect.height());
        painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->scale(side / 16, side / 16);
        const Pen pen{*painter, mode == QIcon::Disabled ? c.disabledText : glyph_ == Glyph::Solve ? c.accentText : c.text};
        drawTransport(pen, glyph_);
        drawTool(pen, glyph_);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

  private:
    Glyph glyph_;
};

}  // namespace

QIcon glyphIcon(Glyph glyph) { return QIcon(new GlyphEngine(glyph)); }

void setToolGlyph(QAction& action, Glyph glyph) {
    action.setIcon(glyphIcon(glyph));
    action.setIconVisibleInMenu(false);   // a column of a few icons beside many words without makes menus harder to read
}

}  // namespace ropetp::ui
