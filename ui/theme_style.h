#pragma once

#include <QProxyStyle>

namespace ropetp::ui {

/// Fusion, but for what a style sheet cannot draw without picture files: check boxes and combo boxes that look like the other
/// fields, sharp at any scale, in the colours of the theme. GUI thread only.
class ThemeStyle : public QProxyStyle {
    Q_OBJECT

  public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
};

}  // namespace ropetp::ui
