#include "ui/theme_style.h"

#include "ui/theme.h"

#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace ropetp::ui {
namespace {

constexpr int kFieldHeight = 24;   // of line edits and spin boxes in the style sheet, frame and padding included

/// Of what is clicked at: seen on a panel in either theme, where a mere line would not be.
QColor frameColor(const QStyleOption& option) {
    const auto& c = Theme::colors();
    if (!(option.state & QStyle::State_Enabled)) return c.line;
    if (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) return c.accent;
    return c.dark ? QColor(0x7a, 0x7a, 0x7a) : QColor(0x8a, 0x8a, 0x8a);
}

void drawCheckBox(const QStyleOption& option, QPainter& painter) {
    const auto& c = Theme::colors();
    const bool enabled = option.state & QStyle::State_Enabled, partly = option.state & QStyle::State_NoChange;
    const bool ticked = partly || (option.state & QStyle::State_On);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(ticked && enabled ? c.accent : frameColor(option));
    painter.setBrush(!enabled ? c.panel : ticked ? c.accent : c.field);
    painter.drawRoundedRect(box, 2.5, 2.5);
    if (ticked) {
        painter.setPen(QPen(enabled ? c.accentText : c.disabledText, box.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](double x, double y) { return QPointF(box.left() + x * box.width(), box.top() + y * box.height()); };
        if (partly) painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
        else painter.drawPolyline(QPolygonF({at(0.22, 0.53), at(0.42, 0.73), at(0.78, 0.29)}));
    }
    painter.restore();
}

void drawChevron(const QRectF& rect, const QColor& color, QPainter& painter) {
    const QPointF m = rect.center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({m + QPointF(-3.5, -1.75), m + QPointF(0, 1.75), m + QPointF(3.5, -1.75)}));
    painter.restore();
}

}  // namespace

ThemeStyle::ThemeStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const auto& c = Theme::colors();
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheckBox(*option, *painter); return;
    case PE_IndicatorArrowDown: drawChevron(option->rect, option->state & State_Enabled ? c.dimText : c.disabledText, *painter); return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control != CC_ComboBox || !combo || combo->editable) return QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto& c = Theme::colors();
    const bool enabled = combo->state & State_Enabled;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(enabled && (combo->state & (State_MouseOver | State_HasFocus)) ? c.accent : c.line);
    painter->setBrush(enabled ? c.field : c.panel);
    painter->drawRoundedRect(QRectF(combo->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->restore();
    drawChevron(subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget), enabled ? c.dimText : c.disabledText, *painter);
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    // Menus show no icons; Qt makes the rows of commands that have one in the tool bar higher all the same.
    if (metric == PM_SmallIconSize && qobject_cast<const QMenu*>(widget)) return 0;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;   // the desktop's, which fit no theme of ours
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    QSize s = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) s.setHeight(std::max(kFieldHeight, widget ? widget->fontMetrics().height() + 8 : kFieldHeight));
    return s;
}

}  // namespace ropetp::ui
