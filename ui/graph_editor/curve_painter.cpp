#include "ui/graph_editor/curve_painter.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPaintDevice>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace ropetp::ui {
namespace {

/// Beyond this QPainter's lines lose themselves in its fixed-point numbers.
constexpr double kFarPx = 1e5;

double yOf(const ValueWindow& window, const CurveStyle& style, float value) {
    return std::clamp(window.yOf(double(value) * style.scale + style.offset), -kFarPx, kFarPx);
}

void paintColumns(QPainter& painter, const std::vector<float>& values, FrameIndex first, const TimeWindow& time, const ValueWindow& window, const CurveStyle& style) {
    const double ratio = painter.device()->devicePixelRatioF();
    const auto columns = std::int64_t(std::ceil(time.across * ratio));
    QList<QLineF> lines;
    lines.reserve(columns);
    const auto size = std::int64_t(values.size());
    double lastLow = 0, lastHigh = 0;
    bool any = false;
    for (std::int64_t c = 0; c < columns; ++c) {
        const double x = time.left + double(c) / ratio;
        const auto a = std::max<std::int64_t>(0, std::int64_t(std::floor(time.at(x))) - first.value);
        const auto b = std::min(size, std::max(a + 1, std::int64_t(std::floor(time.at(x + 1 / ratio))) - first.value));
        if (a >= b) {
            any = false;
            continue;
        }
        const auto [least, greatest] = std::minmax_element(values.begin() + a, values.begin() + b);
        double low = yOf(window, style, *least), high = yOf(window, style, *greatest);   // low is further down: larger
        const double thisLow = low, thisHigh = high;
        if (any) {   // columns touch
            low = std::max(low, lastHigh);
            high = std::min(high, lastLow);
        }
        lastLow = thisLow, lastHigh = thisHigh, any = true;
        if (low - high < 1 / ratio) low = high + 1 / ratio;
        lines << QLineF(x + 0.5 / ratio, high, x + 0.5 / ratio, low);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(style.color, 0));
    painter.drawLines(lines);
}

}  // namespace

QColor axisColor(int axis) {
    const bool dark = Theme::isDark();
    switch (axis) {
    case 0: return dark ? QColor(0xff, 0x6b, 0x6b) : QColor(0xc9, 0x1f, 0x2e);
    case 1: return dark ? QColor(0x7d, 0xd8, 0x4f) : QColor(0x2b, 0x85, 0x0f);
    default: return dark ? QColor(0x5f, 0xa8, 0xff) : QColor(0x1a, 0x5f, 0xcc);
    }
}

void paintCurve(QPainter& painter, const std::vector<float>& values, FrameIndex first, const TimeWindow& time, const ValueWindow& window, const CurveStyle& style) {
    if (values.empty()) return;
    // From two frames a pixel on a column holds more than a line could show.
    if (time.pxPerFrame() * painter.device()->devicePixelRatioF() < 0.75) return paintColumns(painter, values, first, time, window, style);
    const auto a = std::max<std::int64_t>(0, std::int64_t(std::floor(time.at(time.left))) - 1 - first.value);
    const auto b = std::min<std::int64_t>(std::int64_t(values.size()), std::int64_t(std::ceil(time.at(time.right()))) + 1 - first.value);
    if (a >= b) return;
    QPolygonF line;
    line.reserve(b - a);
    for (auto i = a; i < b; ++i) line << QPointF(time.middleOf(FrameIndex(first.value + i)), yOf(window, style, values[std::size_t(i)]));
    // Antialiased lines of many short pieces are dear; where pieces are as short as pixels nobody sees the steps.
    painter.setRenderHint(QPainter::Antialiasing, line.size() < 600);
    painter.setPen(QPen(style.color, line.size() < 600 ? style.width : 0));
    // A line at a time: QPainter draws those many times faster than a path, and nobody sees the joints.
    QList<QLineF> pieces;
    pieces.reserve(line.size());
    for (qsizetype i = 1; i < line.size(); ++i) pieces << QLineF(line[i - 1], line[i]);
    painter.drawLines(pieces);
    if (style.points && time.pxPerFrame() >= 9) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.color);
        for (const QPointF& p : line) painter.drawEllipse(p, 2, 2);
    }
}

void paintDiamond(QPainter& painter, QPointF at, const QColor& fill, bool lit) {
    const double r = lit ? 6.5 : 5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(lit ? Theme::colors().text : Theme::colors().timelineBackground, lit ? 1.6 : 1.2));
    painter.setBrush(fill);
    painter.drawPolygon(QPolygonF({at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r), at + QPointF(-r, 0)}));
}

}  // namespace ropetp::ui
