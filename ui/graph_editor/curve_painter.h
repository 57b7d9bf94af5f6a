#pragma once

#include "base/ids.h"
#include "ui/graph_editor/value_window.h"
#include "ui/timeline/time_window.h"

#include <QColor>

#include <vector>

class QPainter;

namespace ropetp::ui {

/// Red, green and blue for X, Y and Z, told apart on dark and light ground.
QColor axisColor(int axis);

/// How a curve is to look.
struct CurveStyle {
    QColor color;
    double width = 1.5;      ///< logical px
    bool points = false;     ///< a dot a frame, where frames are far apart
    double scale = 1, offset = 0;   ///< what is drawn is value * scale + offset
};

/// One value a frame, the first one of frame `first`. Where frames are narrower than pixels, each column of pixels shows the
/// least and the greatest of its values, so that nothing is missed and the cost depends on the width alone.
void paintCurve(QPainter& painter, const std::vector<float>& values, FrameIndex first, const TimeWindow& time, const ValueWindow& window, const CurveStyle& style);

/// A fix on a curve.
void paintDiamond(QPainter& painter, QPointF at, const QColor& fill, bool lit);

}  // namespace ropetp::ui
