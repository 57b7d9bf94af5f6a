#include "ui/timeline/timeline_ruler.h"

#include "ui/theme.h"
#include "ui/time_text.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace ropetp::ui {
namespace {

/// A step of 1, 2 or 5 times a power of ten (or of a minute) that keeps labels apart.
double niceStepSec(double leastSec) {
    static constexpr double steps[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};
    for (const double s : steps)
        if (s >= leastSec) return s;
    return 7200;
}

constexpr double kFlagWidth = 9;

}  // namespace

int TimelineRuler::height() const { return workspace_.scene().markers.empty() ? kTimes : kTimes + kMarkers; }

void TimelineRuler::paint(QPainter& painter, const TimeWindow& window, const QWidget& widget) const {
    const auto& colors = Theme::colors();
    const int width = widget.width();
    painter.fillRect(QRect(0, 0, width, height()), colors.panel);
    painter.fillRect(QRect(0, height() - 1, width, 1), colors.line);
    if (!workspace_.hasVideo()) return;
    QFont small = widget.font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter.setFont(small);
    painter.save();
    painter.setClipRect(QRectF(window.left - 2, 0, width - window.left + 2, height()));
    paintTimes(painter, window, width);
    paintMarkers(painter, window);
    painter.restore();
    painter.setPen(colors.dimText);
    painter.drawText(QRectF(8, 0, window.left - 12, kTimes - 2), Qt::AlignVCenter | Qt::AlignLeft,
                     QCoreApplication::translate("TimelineRuler", "%1 frames").arg(workspace_.playback().frameCount()));
    if (height() > kTimes)
        painter.drawText(QRectF(8, kTimes - 2, window.left - 12, kMarkers), Qt::AlignVCenter | Qt::AlignLeft, QCoreApplication::translate("TimelineRuler", "Markers"));
    painter.setFont(widget.font());
}

void TimelineRuler::paintTimes(QPainter& painter, const TimeWindow& window, int width) const {
    const auto& colors = Theme::colors();
    const auto& playback = workspace_.playback();
    const double fps = std::max(1e-3, workspace_.scene().video->fps);
    const double pxPerSec = window.pxPerFrame() * fps;
    const double step = niceStepSec(74 / pxPerSec);
    const double startSec = playback.timeSec(FrameIndex(0));
    painter.setPen(colors.rulerText);
    for (double t = std::floor(window.first / fps / step) * step; t <= (window.first + window.shown) / fps + step; t += step) {
        const double x = window.xOf(t * fps);
        painter.drawLine(QPointF(x, kTimes - 6), QPointF(x, kTimes - 1));
        QString text = clockText(t + startSec);
        if (step >= 1) text.truncate(text.lastIndexOf('.'));
        else text.chop(step >= 0.1 ? 2 : 1);
        if (x + 3 + painter.fontMetrics().horizontalAdvance(text) < width) painter.drawText(QPointF(x + 3, kTimes - 11), text);
        for (int k = 1; k < 5; ++k) painter.drawLine(QPointF(x + k * step * pxPerSec / 5, kTimes - 3), QPointF(x + k * step * pxPerSec / 5, kTimes - 1));
    }
    if (playback.hasCustomRange()) {
        const double a = window.xOf(playback.range().first), b = window.xOf(playback.range().end);
        painter.fillRect(QRectF(a, kTimes - 5, b - a, 4), colors.accent);
    }
}

void TimelineRuler::paintMarkers(QPainter& painter, const TimeWindow& window) const {
    const auto& markers = workspace_.scene().markers;
    const auto& colors = Theme::colors();
    for (std::size_t i = 0; i < markers.size(); ++i) {
        const double x = window.middleOf(markers[i].frame);
        const double next = i + 1 < markers.size() ? window.middleOf(markers[i + 1].frame) : window.right();
        if (next < window.left || x > window.right()) continue;
        QPainterPath flag;
        flag.moveTo(x, kTimes + 1);
        flag.lineTo(x + kFlagWidth, kTimes + 4.5);
        flag.lineTo(x, kTimes + 8);
        flag.closeSubpath();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(flag, colors.playhead.darker(colors.dark ? 100 : 110));
        painter.setPen(QPen(colors.dimText, 1));
        painter.drawLine(QPointF(x, kTimes + 1), QPointF(x, kTimes + kMarkers - 2));
        painter.setRenderHint(QPainter::Antialiasing, false);
        const double room = next - x - kFlagWidth - 8;
        if (markers[i].note.empty() || room < 24) continue;
        painter.setPen(colors.text);
        const QString note = QString::fromStdString(markers[i].note).simplified();
        painter.drawText(QRectF(x + kFlagWidth + 3, kTimes - 2, room, kMarkers), Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(note, Qt::ElideRight, int(room)));
    }
}

TimelineRuler::Hit TimelineRuler::hit(const TimeWindow& window, QPointF at) const {
    Hit hit;
    if (at.x() < window.left - 6 || at.y() < 0 || at.y() >= height() || !workspace_.hasVideo()) return hit;
    const auto& playback = workspace_.playback();
    if (at.y() > kTimes - 8 && at.y() < kTimes && playback.hasCustomRange()) {
        if (std::abs(at.x() - window.xOf(playback.range().first)) < 6) hit.what = Hit::What::In;
        else if (std::abs(at.x() - window.xOf(playback.range().end)) < 6) hit.what = Hit::What::Out;
    }
    if (at.y() < kTimes) return hit;
    for (const auto& marker : workspace_.scene().markers) {
        const double from = at.x() - window.middleOf(marker.frame);
        if (from < -4 || from > kFlagWidth + 3) continue;
        hit = {Hit::What::Marker, marker.frame};
    }
    return hit;
}

}  // namespace ropetp::ui
