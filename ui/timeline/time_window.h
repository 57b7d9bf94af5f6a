#pragma once

#include "base/ids.h"

#include <algorithm>
#include <cmath>

namespace ropetp::ui {

/// Which frames the timeline shows, and where: frames to logical pixels of the timeline widget and back.
struct TimeWindow {
    double first = 0, shown = 1;        ///< frames at the left edge, and across
    double left = 0, across = 1;        ///< px of the area right of the headers
    std::int64_t frameCount = 0;        ///< of the video

    double pxPerFrame() const { return across / shown; }
    /// Left edge of a frame's cell; of a fraction of a frame too.
    double xOf(double frame) const { return left + (frame - first) * pxPerFrame(); }
    double xOf(FrameIndex frame) const { return xOf(double(frame.value)); }
    /// Middle of a frame's cell: where diamonds and flags stand.
    double middleOf(FrameIndex frame) const { return xOf(double(frame.value) + 0.5); }
    /// Not clamped.
    double at(double x) const { return first + (x - left) / pxPerFrame(); }
    /// The frame whose cell is there, clamped to the video.
    FrameIndex frameAt(double x) const {
        return FrameIndex(std::clamp<std::int64_t>(std::int64_t(std::floor(at(x))), 0, std::max<std::int64_t>(0, frameCount - 1)));
    }
    /// The edge between two frames that is nearest: for ends of ranges (0 .. frameCount).
    FrameIndex edgeAt(double x) const { return FrameIndex(std::clamp<std::int64_t>(std::llround(at(x)), 0, frameCount)); }
    double right() const { return left + across; }
    friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

}  // namespace ropetp::ui
