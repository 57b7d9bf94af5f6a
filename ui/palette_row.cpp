#include "ui/palette_row.h"

#include "ui/palette_entries.h"
#include "ui/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace ropetp::ui {
namespace {

constexpr int kMargin = 12, kPad = 5;

QFont smaller(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

/// Keys in a box, as on a keyboard. @return its left edge.
int drawKeys(QPainter& p, const QRect& line, const QString& keys, const QColor& ink, const QColor& edge) {
    if (keys.isEmpty()) return line.right();
    const QFontMetrics fm(p.font());
    const int width = fm.horizontalAdvance(keys) + 12;
    const QRectF box(line.right() - width, line.center().y() - fm.height() / 2.0 - 1, width, fm.height() + 2);
    p.setPen(QPen(edge, 1));
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    p.setPen(ink);
    p.drawText(box, Qt::AlignCenter, keys);
    return int(box.left()) - 10;
}

void drawTitle(QPainter& p, const QRect& line, const PaletteEntry& e, const QFont& font, const QColor& ink, const QColor& met) {
    QTextLayout layout(e.title, font);
    QList<QTextLayout::FormatRange> formats;
    for (const int at : e.met) {
        QTextLayout::FormatRange range;
        range.start = at;
        range.length = 1;
        range.format.setForeground(met);
        range.format.setFontWeight(QFont::Bold);
        formats << range;
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine text = layout.createLine();
    text.setLineWidth(line.width());
    layout.endLayout();
    p.setPen(ink);
    layout.draw(&p, QPointF(line.left(), line.top() + (line.height() - text.height()) / 2));
}

}  // namespace

QSize PaletteRow::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {200, QFontMetrics(option.font).height() + QFontMetrics(smaller(option.font)).height() + 2 * kPad + 3};
}

void PaletteRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* e = index.data(kEntryRole).value<const PaletteEntry*>();
    if (!e) return;
    const auto& c = Theme::colors();
    const bool here = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (here) {
        QColor tint = c.accent;
        tint.setAlphaF(c.dark ? 0.30f : 0.18f);
        painter->fillRect(option.rect, tint);
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), c.accent);
    }
    const QFont font = option.font, small = smaller(option.font);
    const QRect area = option.rect.adjusted(kMargin, kPad, -kMargin, -kPad);
    const QRect upper(area.left(), area.top(), area.width(), QFontMetrics(font).height());
    const QRect lower(area.left(), upper.bottom() + 4, area.width(), QFontMetrics(small).height());
    const QColor ink = e->enabled ? c.text : c.disabledText, dim = e->enabled ? c.dimText : c.disabledText;

    painter->setFont(small);
    const int right = drawKeys(*painter, upper, e->keys, dim, c.dark ? c.raised.lighter(130) : c.line);
    const QString group = e->on ? QStringLiteral("✓  ") + e->group : e->group;
    const int groupWidth = QFontMetrics(small).horizontalAdvance(group);
    painter->setPen(dim);
    painter->drawText(QRect(right - groupWidth, upper.top(), groupWidth, upper.height()), Qt::AlignVCenter | Qt::AlignRight, group);
    const QRect title(upper.left(), upper.top(), right - groupWidth - 12 - upper.left(), upper.height());
    PaletteEntry shown = *e;
    shown.title = QFontMetrics(font).elidedText(e->title, Qt::ElideRight, title.width());
    drawTitle(*painter, title, shown, font, ink, e->enabled ? c.accent : c.disabledText);
    painter->setFont(small);
    painter->setPen(dim);
    const QString below = e->enabled || e->why.isEmpty() ? e->help : e->why;
    painter->drawText(lower, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(small).elidedText(below, Qt::ElideRight, lower.width()));
    painter->restore();
}

}  // namespace ropetp::ui
