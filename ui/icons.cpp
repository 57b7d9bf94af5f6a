#include "ui/icons.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

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

void draw(QPainter& painter, Glyph glyph) {
    const QColor color = Theme::colors().text;
    painter.setRenderHint(QPainter::Antialiasing);
    const auto fill = [&](const QPainterPath& p) { painter.fillPath(p, color); };
    const auto stroke = [&](const QPainterPath& p) { painter.strokePath(p, QPen(color, 1.8, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin)); };
    switch (glyph) {
    case Glyph::Play: fill(triangle(4, 13.5)); break;
    case Glyph::Pause: fill(bar(4, 3)), fill(bar(9, 3)); break;
    case Glyph::StepBack: fill(triangle(10, 3)), fill(bar(11, 2)); break;
    case Glyph::StepForward: fill(triangle(6, 13)), fill(bar(3, 2)); break;
    case Glyph::ToStart: fill(bar(2, 2)), fill(triangle(9.5, 4)), fill(triangle(14.5, 9)); break;
    case Glyph::ToEnd: fill(triangle(1.5, 7)), fill(triangle(6.5, 12)), fill(bar(12, 2)); break;
    case Glyph::MarkIn: stroke(bracket(5, 9)); break;
    case Glyph::MarkOut: stroke(bracket(11, 7)); break;
    case Glyph::Loop: {
        QPainterPath ring;
        ring.arcMoveTo(3, 3, 10, 10, 60);
        ring.arcTo(3, 3, 10, 10, 60, 290);
        stroke(ring);
        QPainterPath head;
        head.moveTo(10, 0.5);
        head.lineTo(14.5, 4.5);
        head.lineTo(9, 6.5);
        head.closeSubpath();
        fill(head);
        break;
    }
    }
}

}  // namespace

QIcon glyphIcon(Glyph glyph) {
    QIcon icon;
    for (const int ratio : {1, 2, 3}) {
        QPixmap pixmap(16 * ratio, 16 * ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.scale(ratio, ratio);
        draw(painter, glyph);
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        icon.addPixmap(pixmap);
    }
    return icon;
}

}  // namespace ropetp::ui
