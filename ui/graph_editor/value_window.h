#pragma once

#include <QRectF>

class QFont;
class QPainter;
class QString;

namespace ropetp::ui {

/// Which values the graph shows, and where: values to logical pixels and back; up is more.
struct ValueWindow {
    double low = -1, high = 1;      ///< at the bottom and the top of the area
    double top = 0, height = 1;     ///< px

    double pxPerUnit() const { return height / (high - low); }
    double yOf(double value) const { return top + (high - value) * pxPerUnit(); }
    double at(double y) const { return high - (y - top) / pxPerUnit(); }
    /// The value at `y` stays there. @param factor  > 1: larger.
    ValueWindow zoomed(double factor, double y) const;
    ValueWindow moved(double byPx) const;
    /// Around both values, with some air; a flat curve gets a sensible range. @param least  the smallest range that is shown.
    void fit(double from, double to, double least);
    friend bool operator==(const ValueWindow&, const ValueWindow&) = default;
};

/// Between lines that are at least `leastPx` apart: 1, 2 or 5 times a power of ten; of degrees from 10 on parts of a turn.
double valueStep(const ValueWindow& window, double leastPx, bool degrees);

/// Lines across the area, a stronger one at zero, and numbers left of it.
void paintValueAxis(QPainter& painter, const ValueWindow& window, const QRectF& area, bool degrees, bool numbers);

}  // namespace ropetp::ui
