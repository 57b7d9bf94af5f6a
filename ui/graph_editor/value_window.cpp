#include "ui/graph_editor/value_window.h"

#include "ui/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ropetp::ui {

ValueWindow ValueWindow::zoomed(double factor, double y) const {
    ValueWindow w = *this;
    const double under = at(y), range = std::clamp((high - low) / factor, 1e-4, 1e6);
    const double share = (y - top) / height;
    w.high = under + share * range;
    w.low = w.high - range;
    return w;
}

ValueWindow ValueWindow::moved(double byPx) const {
    ValueWindow w = *this;
    const double by = byPx / pxPerUnit();
    w.low += by;
    w.high += by;
    return w;
}

void ValueWindow::fit(double from, double to, double least) {
    const double middle = (from + to) / 2, half = std::max(to - from, least) / 2 * 1.15;
    low = middle - half;
    high = middle + half;
}

double valueStep(const ValueWindow& window, double leastPx, bool degrees) {
    const double least = leastPx / window.pxPerUnit();
    if (degrees && least > 5)
        for (const double step : {10.0, 15.0, 30.0, 45.0, 90.0, 180.0, 360.0, 720.0, 1800.0, 3600.0})
            if (step >= least) return step;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double m : {1.0, 2.0, 5.0})
        if (m * power >= least) return m * power;
    return 10 * power;
}

void paintValueAxis(QPainter& painter, const ValueWindow& window, const QRectF& area, bool degrees, bool numbers) {
    const auto& c = Theme::colors();
    const double step = valueStep(window, 34, degrees);
    const int decimals = std::clamp(int(std::ceil(-std::log10(step) - 1e-9)), 0, 5);
    QColor faint = c.dimText, zero = c.dimText;
    faint.setAlphaF(c.dark ? 0.16f : 0.22f);
    zero.setAlphaF(0.55f);
    for (double v = std::ceil(window.low / step) * step; v <= window.high; v += step) {
        const double y = std::round(window.yOf(v)) + 0.5;
        const bool atZero = std::abs(v) < step / 2;
        painter.setPen(QPen(atZero ? zero : faint, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        if (!numbers || y < area.top() + 5 || y > area.bottom() - 5) continue;
        painter.setPen(c.rulerText);
        const QString text = QLocale().toString(atZero ? 0.0 : v, 'f', decimals) + (degrees ? QStringLiteral("°") : QString());
        painter.drawText(QRectF(0, y - 9, area.left() - 6, 18), Qt::AlignVCenter | Qt::AlignRight, text);
    }
}

}  // namespace ropetp::ui
