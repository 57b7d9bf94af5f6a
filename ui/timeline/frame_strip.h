#pragma once

#include <QImage>

#include "ui/timeline/timeline_track.h"

#include <limits>
#include <vector>

namespace ropetp::ui {

/// A colour a frame of the video, drawn as a strip. Where several frames share a pixel column the weightiest shows: a fault of
/// one frame in ten thousand is seen. Made once per change; drawing makes one image of the visible columns and keeps it.
class FrameStrip {
  public:
    struct Cell {
        float weight = -std::numeric_limits<float>::infinity();
        QRgb color = 0;           ///< premultiplied; 0: nothing to see
    };
    /// @param cells  from frame `first` on.
    void set(std::vector<Cell> cells, FrameIndex first = {});
    void clear() { set({}); }
    bool isEmpty() const { return cells_.empty(); }
    /// @param y, height  in the track.
    void paint(QPainter& painter, const TrackView& view, double y, double height) const;

  private:
    QImage columnsOf(const TrackView& view) const;

    std::vector<Cell> cells_;
    std::int64_t first_ = 0;
    mutable QImage image_;        ///< one row of device pixels, of `drawn_`
    mutable TimeWindow drawn_;
    mutable qreal drawnRatio_ = 0;
};

}  // namespace ropetp::ui
