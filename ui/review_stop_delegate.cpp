#include "ui/review_stop_delegate.h"

#include "ui/theme.h"
#include "ui/timeline/timeline_colors.h"

#include <QPainter>

#include <algorithm>

namespace ropetp::ui {
namespace {

constexpr int kMargin = 6, kBarWidth = 44, kStripe = 3;

QFont smallOf(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.88);
    return small;
}

}  // namespace

QSize ReviewStopDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {120, QFontMetrics(option.font).height() + QFontMetrics(smallOf(option.font)).height() + 9};
}

void ReviewStopDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& colors = Theme::colors();
    const bool current = option.state & QStyle::State_Selected;
    painter->save();
    if (current || option.state & QStyle::State_MouseOver) {
        QColor back = current ? colors.accent : colors.raised;
        if (current) back.setAlphaF(colors.dark ? 0.32f : 0.2f);
        painter->fillRect(option.rect, back);
    }
    if (current) painter->fillRect(QRect(option.rect.left(), option.rect.top(), kStripe, option.rect.height()), colors.accent);
    const QRect inner = option.rect.adjusted(kMargin + kStripe, 4, -kMargin, -4);
    const int line = QFontMetrics(option.font).height();
    const QRect bar(inner.right() - kBarWidth, inner.top() + line + 5, kBarWidth, 5);

    painter->setFont(option.font);
    painter->setPen(colors.text);
    painter->drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(option.font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, inner.width()));
    const QFont small = smallOf(option.font);
    painter->setFont(small);
    painter->setPen(colors.dimText);
    const QRect where(inner.left(), inner.top() + line, inner.width() - kBarWidth - 8, inner.height() - line);
    painter->drawText(where, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(small).elidedText(index.data(kWhere).toString(), Qt::ElideRight, where.width()));

    const double severity = std::clamp(index.data(kSeverity).toDouble(), 0.0, 1.0);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.field);
    painter->drawRoundedRect(bar, 2.5, 2.5);
    painter->setBrush(QColor(heatColor(float(severity))));
    painter->drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(5.0, severity * bar.width()), bar.height()), 2.5, 2.5);
    painter->restore();
}

}  // namespace ropetp::ui
