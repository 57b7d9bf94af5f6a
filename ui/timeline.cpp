#include "ui/timeline.h"

#include "render/person_color.h"
#include "ui/theme.h"
#include "ui/time_text.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace ropetp::ui {
namespace {

constexpr int kHeaderWidth = 118, kRulerHeight = 26, kRowHeight = 22, kMostRows = 5;
constexpr double kFewestFrames = 12;

/// Confidence as colour: blue where sure, over yellow to vermilion; told apart by colour-blind eyes too.
QRgb confidenceColor(float c) {
    struct Stop { float at; int r, g, b; };
    static constexpr Stop stops[] = {{0.0f, 213, 94, 0}, {0.45f, 230, 159, 0}, {0.7f, 240, 228, 66}, {0.85f, 110, 190, 170}, {1.0f, 70, 140, 200}};
    for (int i = 1; i < 5; ++i) {
        if (c > stops[i].at && i < 4) continue;
        const float t = std::clamp((c - stops[i - 1].at) / (stops[i].at - stops[i - 1].at), 0.0f, 1.0f);
        const auto mix = [t](int a, int b) { return int(std::lround(a + t * (b - a))); };
        return qRgba(mix(stops[i - 1].r, stops[i].r), mix(stops[i - 1].g, stops[i].g), mix(stops[i - 1].b, stops[i].b), 255);
    }
    return qRgba(70, 140, 200, 255);
}

QColor toColor(const Eigen::Vector3f& c) { return QColor::fromRgbF(c.x(), c.y(), c.z()); }

/// A step of 1, 2 or 5 times a power of ten (or of a minute) that keeps labels apart.
double niceStepSec(double leastSec) {
    static constexpr double steps[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};
    for (const double s : steps)
        if (s >= leastSec) return s;
    return 7200;
}

}  // namespace

Timeline::Timeline(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("timeline");
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        showAll();
        rebuild();
    });
    connect(&workspace_.document(), &project::Document::changed, this, &Timeline::rebuild);
    connect(&workspace_, &Workspace::streamed, this, &Timeline::rebuild);
    connect(&workspace_, &Workspace::selectionChanged, this, QOverload<>::of(&QWidget::update));
    connect(&workspace_.playback(), &PlaybackController::currentChanged, this, [this] {
        if (drag_ == Drag::None) keepVisible();
        update();
    });
    connect(&workspace_.playback(), &PlaybackController::rangeChanged, this, QOverload<>::of(&QWidget::update));
}

QSize Timeline::sizeHint() const {
    return {600, kRulerHeight + kRowHeight * std::clamp(int(rows_.size()), 2, kMostRows) + 4};
}
QSize Timeline::minimumSizeHint() const { return {240, kRulerHeight + kRowHeight * std::clamp(int(rows_.size()), 2, kMostRows) + 4}; }

void Timeline::showAll() {
    setWindow(0, double(std::max<std::int64_t>(1, workspace_.playback().frameCount())));
}

void Timeline::setWindow(double first, double frames) {
    const double all = double(std::max<std::int64_t>(1, workspace_.playback().frameCount()));
    shown_ = std::clamp(frames, std::min(kFewestFrames, all), all);
    first_ = std::clamp(first, 0.0, all - shown_);
    update();
}

void Timeline::keepVisible() {
    const double at = double(workspace_.playback().current().value);
    if (at < first_) setWindow(at - 0.1 * shown_, shown_);
    else if (at + 1 > first_ + shown_) setWindow(at - 0.1 * shown_, shown_);
}

double Timeline::xOf(FrameIndex frame) const { return kHeaderWidth + (double(frame.value) - first_) * (width() - kHeaderWidth - 8) / shown_; }

FrameIndex Timeline::frameAt(double x) const {
    const double f = first_ + (x - kHeaderWidth) * shown_ / std::max(1, width() - kHeaderWidth - 8);
    return FrameIndex(std::clamp<std::int64_t>(std::int64_t(std::floor(f)), 0, std::max<std::int64_t>(0, workspace_.playback().frameCount() - 1)));
}

void Timeline::rebuild() {
    const std::size_t before = rows_.size();
    rows_ = workspace_.knownPersons();
    strips_.clear();
    const auto frames = int(std::min<std::int64_t>(workspace_.playback().frameCount(), 1 << 24));
    if (frames < 1) return update();
    const auto& scene = workspace_.scene();
    for (const PersonId id : rows_) {
        QImage strip(frames, 1, QImage::Format_ARGB32_Premultiplied);
        strip.fill(Qt::transparent);
        auto* pixels = reinterpret_cast<QRgb*>(strip.bits());
        const QColor seen = Theme::colors().dimText;
        if (const auto* track = scene.tracks ? scene.tracks->find(id) : nullptr)
            for (const auto& [frame, o] : track->observations)
                if (frame.value < frames) pixels[frame.value] = qPremultiply(qRgba(seen.red(), seen.green(), seen.blue(), 120));
        if (const auto clip = scene.clips.find(id); clip != scene.clips.end())
            for (const auto& f : clip->second->frames) {
                if (f.frame.value >= frames) continue;
                float sum = 0;
                for (const float c : f.confidence) sum += c / body::kJointCount;
                const QRgb c = confidenceColor(f.visible ? sum : 0);
                pixels[f.frame.value] = f.visible ? c : qPremultiply(qRgba(qRed(c), qGreen(c), qBlue(c), 110));
            }
        strips_[id] = strip;
    }
    if (rows_.size() != before) updateGeometry();
    update();
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& colors = Theme::colors();
    painter.fillRect(rect(), colors.timelineBackground);
    paintRows(painter);
    paintRuler(painter);
    if (!workspace_.hasVideo()) return;
    const double cell = xOf(FrameIndex(1)) - xOf(FrameIndex(0));
    const double x = xOf(workspace_.playback().current()) + std::min(cell, 40.0) / 2;
    if (x < kHeaderWidth) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.playhead, 1.5));
    painter.drawLine(QPointF(x, kRulerHeight - 8), QPointF(x, height()));
    QPainterPath head;
    head.moveTo(x - 6, kRulerHeight - 15);
    head.lineTo(x + 6, kRulerHeight - 15);
    head.lineTo(x + 6, kRulerHeight - 9);
    head.lineTo(x, kRulerHeight - 2);
    head.lineTo(x - 6, kRulerHeight - 9);
    head.closeSubpath();
    painter.fillPath(head, colors.playhead);
}

void Timeline::paintRuler(QPainter& painter) const {
    const auto& colors = Theme::colors();
    painter.fillRect(QRect(0, 0, width(), kRulerHeight), colors.panel);
    painter.fillRect(QRect(0, kRulerHeight - 1, width(), 1), colors.line);
    painter.setPen(colors.rulerText);
    if (!workspace_.hasVideo()) return;
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter.setFont(small);
    const auto& playback = workspace_.playback();
    const double fps = std::max(1e-3, workspace_.scene().video->fps);
    const double pxPerSec = (width() - kHeaderWidth - 8) / (shown_ / fps);
    const double step = niceStepSec(74 / pxPerSec);
    const double startSec = playback.timeSec(FrameIndex(0));
    painter.save();
    painter.setClipRect(QRect(kHeaderWidth - 2, 0, width() - kHeaderWidth + 2, kRulerHeight));
    for (double t = std::floor(first_ / fps / step) * step; t <= (first_ + shown_) / fps + step; t += step) {
        const double x = kHeaderWidth + (t * fps - first_) * pxPerSec / fps;
        painter.drawLine(QPointF(x, kRulerHeight - 6), QPointF(x, kRulerHeight - 1));
        QString text = clockText(t + startSec);
        if (step >= 1) text.truncate(text.lastIndexOf('.'));
        else text.chop(step >= 0.1 ? 2 : 1);
        if (x + 3 + painter.fontMetrics().horizontalAdvance(text) < width()) painter.drawText(QPointF(x + 3, kRulerHeight - 11), text);
        for (int k = 1; k < 5; ++k) painter.drawLine(QPointF(x + k * step * pxPerSec / 5, kRulerHeight - 3), QPointF(x + k * step * pxPerSec / 5, kRulerHeight - 1));
    }
    if (playback.hasCustomRange()) {
        const double a = xOf(playback.range().first), b = xOf(playback.range().end);
        painter.fillRect(QRectF(a, kRulerHeight - 5, b - a, 4), colors.accent);
    }
    painter.restore();
    painter.setPen(colors.dimText);
    painter.drawText(QRect(8, 0, kHeaderWidth - 12, kRulerHeight - 2), Qt::AlignVCenter | Qt::AlignLeft,
                     tr("%1 frames").arg(playback.frameCount()));
}

void Timeline::paintRows(QPainter& painter) const {
    const auto& colors = Theme::colors();
    const double left = kHeaderWidth, across = width() - kHeaderWidth - 8;
    for (int i = 0; i < std::max<int>(2, int(rows_.size())); ++i) {
        const QRectF row(0, kRulerHeight + i * kRowHeight, width(), kRowHeight);
        painter.fillRect(row, i % 2 ? colors.timelineRowAlternate : colors.timelineRow);
        if (i >= int(rows_.size())) continue;
        const PersonId id = rows_[std::size_t(i)];
        if (workspace_.selectedPerson() == id) {
            QColor tint = colors.accent;
            tint.setAlphaF(0.22f);
            painter.fillRect(QRectF(0, row.y(), left, kRowHeight), tint);
        }
        painter.fillRect(QRectF(8, row.y() + 6, 10, 10), toColor(render::personColor(id)));
        painter.setPen(workspace_.isPersonVisible(id) ? colors.text : colors.disabledText);
        painter.drawText(QRectF(24, row.y(), left - 28, kRowHeight), Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(workspace_.personName(id), Qt::ElideRight, int(left - 28)));
        if (const auto it = strips_.find(id); it != strips_.end()) {
            painter.setRenderHint(QPainter::SmoothPixmapTransform, shown_ > across);
            painter.drawImage(QRectF(left, row.y() + 6, across, kRowHeight - 12), it->second, QRectF(first_, 0, shown_, 1));
        }
    }
    if (!workspace_.hasVideo()) return;
    const auto& playback = workspace_.playback();
    if (playback.hasCustomRange()) {
        const double a = std::max(left, xOf(playback.range().first)), b = std::max(left, xOf(playback.range().end));
        painter.fillRect(QRectF(left, kRulerHeight, a - left, height()), colors.rangeShade);
        painter.fillRect(QRectF(b, kRulerHeight, width() - b, height()), colors.rangeShade);
    }
    if (const auto& tracks = workspace_.scene().tracks) {
        painter.setPen(QPen(colors.noticeWarning, 1, Qt::DashLine));
        for (const FrameIndex cut : tracks->cuts)
            if (const double x = xOf(cut); x >= left) painter.drawLine(QPointF(x, kRulerHeight), QPointF(x, height()));
    }
    painter.fillRect(QRectF(left - 1, 0, 1, height()), colors.line);
}

int Timeline::rowAt(double y) const {
    const int row = int(std::floor((y - kRulerHeight) / kRowHeight));
    return y >= kRulerHeight && row < int(rows_.size()) ? row : -1;
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (!workspace_.hasVideo()) return;
    const QPointF at = event->position();
    lastX_ = at.x();
    if (const int row = rowAt(at.y()); row >= 0 && event->button() == Qt::LeftButton) workspace_.selectPerson(rows_[std::size_t(row)]);
    if (at.x() < kHeaderWidth) return;
    auto& playback = workspace_.playback();
    if (event->button() == Qt::MiddleButton) {
        drag_ = Drag::Pan;
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    drag_ = Drag::Scrub;
    if (at.y() > kRulerHeight - 8 && at.y() < kRulerHeight && playback.hasCustomRange()) {
        if (std::abs(at.x() - xOf(playback.range().first)) < 6) drag_ = Drag::In;
        else if (std::abs(at.x() - xOf(playback.range().end)) < 6) drag_ = Drag::Out;
    }
    if (drag_ == Drag::Scrub) {
        playback.stop();
        playback.seek(frameAt(at.x()));
    }
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    auto& playback = workspace_.playback();
    switch (drag_) {
    case Drag::None: break;
    case Drag::Scrub: playback.seek(frameAt(x)); break;
    case Drag::In: playback.setRange({std::min(frameAt(x), playback.range().end.previous()), playback.range().end}); break;
    case Drag::Out: playback.setRange({playback.range().first, std::max(frameAt(x).next(), playback.range().first.next())}); break;
    case Drag::Pan: setWindow(first_ - (x - lastX_) * shown_ / std::max(1, width() - kHeaderWidth - 8), shown_); break;
    }
    lastX_ = x;
}

void Timeline::mouseReleaseEvent(QMouseEvent*) { drag_ = Drag::None; }

void Timeline::wheelEvent(QWheelEvent* event) {
    if (!workspace_.hasVideo()) return;
    const QPoint delta = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        const double factor = std::pow(0.9985, delta.y());
        const double across = std::max(1, width() - kHeaderWidth - 8);
        const double share = std::clamp((event->position().x() - kHeaderWidth) / across, 0.0, 1.0);
        const double under = first_ + share * shown_;
        const double frames = std::clamp(shown_ * factor, kFewestFrames, double(workspace_.playback().frameCount()));
        setWindow(under - share * frames, frames);
    } else {
        const int by = delta.x() != 0 ? delta.x() : delta.y();
        setWindow(first_ - by / 120.0 * shown_ / 10, shown_);
    }
    event->accept();
}

void Timeline::resizeEvent(QResizeEvent*) { setWindow(first_, shown_); }

bool Timeline::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && workspace_.hasVideo()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (help->pos().x() >= kHeaderWidth) {
            const FrameIndex f = frameAt(help->pos().x());
            QString text = tr("Frame %1, %2").arg(f.value).arg(clockText(workspace_.playback().timeSec(f)));
            if (const int row = rowAt(help->pos().y()); row >= 0) {
                const auto clip = workspace_.scene().clips.find(rows_[std::size_t(row)]);
                const auto i = clip == workspace_.scene().clips.end() ? -1 : clip->second->find(f);
                if (i >= 0) {
                    const auto& frame = clip->second->frames[std::size_t(i)];
                    float sum = 0;
                    for (const float c : frame.confidence) sum += c / body::kJointCount;
                    text += frame.visible ? "\n" + tr("Confidence %1 %").arg(int(std::lround(100 * sum))) : "\n" + tr("Not seen; the pose is filled in");
                }
            }
            QToolTip::showText(help->globalPos(), text, this);
            return true;
        }
    }
    return QWidget::event(event);
}

}  // namespace ropetp::ui
