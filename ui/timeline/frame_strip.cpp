#include "ui/timeline/frame_strip.h"

#include <QPainter>

namespace ropetp::ui {

void FrameStrip::set(std::vector<Cell> cells, FrameIndex first) {
    cells_ = std::move(cells);
    first_ = first.value;
    image_ = QImage();
}

QImage FrameStrip::columnsOf(const TrackView& view) const {
    const TimeWindow& w = view.window;
    const int columns = std::max(1, int(std::lround(w.across * view.pixelRatio)));
    QImage image(columns, 1, QImage::Format_ARGB32_Premultiplied);
    auto* pixels = reinterpret_cast<QRgb*>(image.bits());
    const double perColumn = w.shown / columns;
    for (int c = 0; c < columns; ++c) {
        const double from = w.first + c * perColumn - double(first_);
        const auto begin = std::max<std::int64_t>(0, std::int64_t(std::floor(from + 1e-9)));
        const auto end = std::min<std::int64_t>(std::int64_t(cells_.size()), std::max<std::int64_t>(begin + 1, std::int64_t(std::ceil(from + perColumn - 1e-9))));
        Cell most;
        if (from >= 0 || from + perColumn > 0)
            for (auto i = begin; i < end; ++i)
                if (cells_[std::size_t(i)].weight > most.weight) most = cells_[std::size_t(i)];
        pixels[c] = most.color;
    }
    return image;
}

void FrameStrip::paint(QPainter& painter, const TrackView& view, double y, double height) const {
    if (cells_.empty()) return;
    if (image_.isNull() || !(drawn_ == view.window) || drawnRatio_ != view.pixelRatio) {
        image_ = columnsOf(view);
        drawn_ = view.window;
        drawnRatio_ = view.pixelRatio;
    }
    painter.drawImage(QRectF(view.window.left, y, view.window.across, height), image_);
}

}  // namespace ropetp::ui
