#pragma once

#include "ui/timeline/time_window.h"
#include "ui/workspace.h"

#include <QPointF>

class QPainter;
class QWidget;

namespace ropetp::ui {

/// The top of the timeline: times, the in/out range, and the markers with their notes. Not a widget: Timeline draws it and
/// passes the mouse on.
class TimelineRuler {
  public:
    explicit TimelineRuler(Workspace& workspace) : workspace_(workspace) {}

    /// Logical pixels; higher where there are markers.
    int height() const;
    /// y of the playhead's tip.
    int playheadY() const { return kTimes; }
    void paint(QPainter& painter, const TimeWindow& window, const QWidget& widget) const;

    struct Hit {
        enum class What { Nothing, In, Out, Marker } what = What::Nothing;
        FrameIndex marker;
    };
    Hit hit(const TimeWindow& window, QPointF at) const;

  private:
    static constexpr int kTimes = 26, kMarkers = 16;
    void paintTimes(QPainter& painter, const TimeWindow& window, int width) const;
    void paintMarkers(QPainter& painter, const TimeWindow& window) const;

    Workspace& workspace_;
};

}  // namespace ropetp::ui
