#include "ui/graph_editor/graph_view.h"

#include "ui/mouse_hint.h"
#include "ui/theme.h"
#include "ui/timeline/timeline_colors.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

namespace ropetp::ui {
namespace {

constexpr int kGutter = 94, kRightMargin = 13;

}  // namespace

GraphView::GraphView(GraphModel& model, QWidget* parent) : QWidget(parent), model_(model), ruler_(model.workspace()) {
    setObjectName("graphView");
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Curves"));
    setMouseHint(*this, tr("{left-drag} scrub, or drag a diamond   {double} fix the joint here   {middle-drag} pan   {ctrl+wheel} zoom time   {shift+wheel} zoom values   F fit"));
    connect(&model_, &GraphModel::changed, this, &GraphView::dropCurves);
    connect(&model_, &GraphModel::optionsChanged, this, &GraphView::dropCurves);
    connect(&model_, &GraphModel::reset, this, [this] {
        hover_.reset();
        fitValues();
    });
    auto& w = model_.workspace();
    connect(&w, &Workspace::videoOpened, this, [this] { setWindow(0, double(std::max<std::int64_t>(1, model_.workspace().playback().frameCount()))); });
    connect(&w.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.marks) dropCurves();
    });
    connect(&w.playback(), &PlaybackController::currentChanged, this, QOverload<>::of(&QWidget::update));
    connect(&w.playback(), &PlaybackController::rangeChanged, this, &GraphView::dropCurves);
}

QRectF GraphView::area() const {
    const double top = ruler_.height();
    return QRectF(kGutter, top, std::max(1, width() - kGutter - kRightMargin), std::max(1.0, height() - top));
}

TimeWindow GraphView::timeWindow() const {
    TimeWindow t;
    t.first = first_;
    t.shown = shown_;
    t.left = kGutter;
    t.across = area().width();
    t.frameCount = model_.workspace().playback().frameCount();
    return t;
}

void GraphView::dropCurves() {
    curves_ = QPixmap();
    values_.top = area().top();
    values_.height = area().height();
    update();
}

void GraphView::setWindow(double first, double frames) {
    constexpr double kFewestFrames = 12;
    const double all = double(std::max<std::int64_t>(1, model_.workspace().playback().frameCount()));
    frames = std::clamp(frames, std::min(kFewestFrames, all), all);
    first = std::clamp(first, 0.0, all - frames);
    if (first == first_ && frames == shown_) return;
    first_ = first;
    shown_ = frames;
    dropCurves();
    Q_EMIT windowChanged(first_, shown_);
}

void GraphView::showFrames(double first, double frames) { setWindow(first, frames); }

void GraphView::fitValues() {
    const auto t = timeWindow();
    const auto a = std::int64_t(std::floor(t.first)) - model_.first().value, b = std::int64_t(std::ceil(t.first + t.shown)) - model_.first().value;
    double low = 0, high = 0;
    bool any = false;
    for (const auto& joint : model_.joints())
        for (int axis = 0; axis < 3; ++axis) {
            double l, h;
            if (!model_.isShown(joint.joint, axis) || !curveBounds(joint.shown[std::size_t(axis)], a, b, l, h)) continue;
            low = any ? std::min(low, l) : l;
            high = any ? std::max(high, h) : h;
            any = true;
        }
    if (model_.isNormalised()) values_.fit(-1, 1, 2);
    else if (any) values_.fit(low, high, model_.kind() == CurveKind::Rotation ? 4 : 0.04);
    dropCurves();
}

const JointCurves* GraphView::curvesOf(int joint) const {
    for (const auto& c : model_.joints())
        if (c.joint == joint) return &c;
    return nullptr;
}

CurveStyle GraphView::styleOf(const JointCurves& joint, int axis) const {
    CurveStyle style;
    style.color = axisColor(axis);
    const auto primary = model_.workspace().joints().primary();
    if (primary && *primary != joint.joint) {
        style.color.setAlphaF(0.5f);
        style.width = 1.1;
    } else {
        style.points = true;
    }
    double low, high;
    if (model_.isNormalised() && curveBounds(joint.shown[std::size_t(axis)], 0, std::int64_t(joint.shown[std::size_t(axis)].size()), low, high) && high - low > 1e-6) {
        style.scale = 2 / (high - low);
        style.offset = -(high + low) / (high - low);
    }
    return style;
}

double GraphView::valueOf(const JointCurves& joint, int axis, FrameIndex frame) const {
    const auto& values = joint.shown[std::size_t(axis)];
    const auto i = frame.value - model_.first().value;
    return i >= 0 && i < std::int64_t(values.size()) ? double(values[std::size_t(i)]) : std::nan("");
}

QPointF GraphView::placeOf(int joint, int axis, FrameIndex frame) const {
    const auto* curves = curvesOf(joint);
    if (!curves) return {};
    const auto style = styleOf(*curves, axis);
    return {timeWindow().middleOf(frame), values_.yOf(valueOf(*curves, axis, frame) * style.scale + style.offset)};
}

void GraphView::paintBack(QPainter& painter) const {
    const auto& c = Theme::colors();
    const QRectF in = area();
    const auto t = timeWindow();
    painter.fillRect(rect(), c.timelineBackground);
    painter.fillRect(in, c.timelineRow);
    QColor tool = provenanceColor(edit::Provenance::Filtered);
    painter.save();
    painter.setClipRect(in);
    for (const auto& shade : model_.tools()) {
        tool.setAlphaF(0.10f);
        painter.fillRect(QRectF(t.xOf(shade.reach.first), in.top(), t.xOf(shade.reach.end) - t.xOf(shade.reach.first), in.height()), tool);
        tool.setAlphaF(0.14f);
        painter.fillRect(QRectF(t.xOf(shade.range.first), in.top(), t.xOf(shade.range.end) - t.xOf(shade.range.first), in.height()), tool);
    }
    painter.restore();
    if (model_.joints().empty()) return;
    const bool degrees = model_.kind() == CurveKind::Rotation && !model_.isNormalised();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter.setFont(small);
    paintValueAxis(painter, values_, in, degrees, !model_.isNormalised());
    painter.setFont(font());
}

void GraphView::renderCurves() {
    const double ratio = devicePixelRatioF();
    curves_ = QPixmap(size() * ratio);
    curves_.setDevicePixelRatio(ratio);
    QPainter painter(&curves_);
    const auto& c = Theme::colors();
    const QRectF in = area();
    const auto t = timeWindow();
    paintBack(painter);
    painter.setClipRect(in);
    if (model_.isRawShown())
        for (const auto& joint : model_.joints())
            for (int axis = 0; axis < 3; ++axis) {
                if (joint.raw[0].empty() || !model_.isShown(joint.joint, axis)) continue;
                CurveStyle style = styleOf(joint, axis);
                style.color = c.dimText;
                style.color.setAlphaF(0.75f);
                style.width = 1;
                style.points = false;
                paintCurve(painter, joint.raw[std::size_t(axis)], model_.first(), t, values_, style);
            }
    const auto primary = model_.workspace().joints().primary();
    for (const bool last : {false, true})   // the joint that was picked last lies on top
        for (const auto& joint : model_.joints())
            for (int axis = 0; axis < 3; ++axis)
                if ((primary == joint.joint) == last && model_.isShown(joint.joint, axis)) paintCurve(painter, joint.shown[std::size_t(axis)], model_.first(), t, values_, styleOf(joint, axis));
    for (const auto& joint : model_.joints())
        for (const FrameIndex frame : joint.fixed)
            for (int axis = 0; axis < 3; ++axis)
                if (model_.isShown(joint.joint, axis)) paintDiamond(painter, placeOf(joint.joint, axis, frame), provenanceColor(edit::Provenance::Fixed), false);
    const auto& playback = model_.workspace().playback();
    if (playback.hasCustomRange()) {
        const double a = std::max(in.left(), t.xOf(playback.range().first)), b = std::max(in.left(), t.xOf(playback.range().end));
        painter.fillRect(QRectF(in.left(), in.top(), a - in.left(), in.height()), c.rangeShade);
        painter.fillRect(QRectF(b, in.top(), in.right() - b, in.height()), c.rangeShade);
    }
    painter.setClipping(false);
    ruler_.paint(painter, t, *this);
    painter.fillRect(QRectF(in.left() - 1, 0, 1, height()), c.line);
}

void GraphView::paintPlayhead(QPainter& painter) const {
    if (!model_.workspace().hasVideo()) return;
    const auto t = timeWindow();
    const double x = t.middleOf(model_.workspace().playback().current());
    if (x < t.left || x > t.right() + 1) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::colors().playhead, 1.5));
    painter.drawLine(QPointF(x, ruler_.playheadY() - 8), QPointF(x, height()));
}

void GraphView::paintReading(QPainter& painter) const {
    const auto* joint = hover_ ? curvesOf(hover_->joint) : nullptr;
    if (!joint) return;
    const auto& c = Theme::colors();
    const QPointF at = placeOf(hover_->joint, hover_->axis, hover_->frame);
    if (hover_->key) paintDiamond(painter, at, provenanceColor(edit::Provenance::Fixed), true);
    else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(axisColor(hover_->axis), 1.6));
        painter.setBrush(c.timelineRow);
        painter.drawEllipse(at, 4, 4);
    }
    QString text = tr("%1   frame %2   %3").arg(model_.channelText(hover_->joint, hover_->axis)).arg(hover_->frame.value).arg(model_.valueText(valueOf(*joint, hover_->axis, hover_->frame)));
    const auto i = hover_->frame.value - model_.first().value;
    const auto& raw = joint->raw[std::size_t(hover_->axis)];
    if (i >= 0 && i < std::int64_t(raw.size())) text += tr("   solved %1").arg(model_.valueText(double(raw[std::size_t(i)])));
    const double width = painter.fontMetrics().horizontalAdvance(text) + 16, height = painter.fontMetrics().height() + 6;
    QRectF box(at.x() + 12, at.y() - height - 8, width, height);
    const QRectF in = area();
    if (box.right() > in.right() - 4) box.moveRight(std::max(in.left() + width, at.x() - 12));
    if (box.top() < in.top() + 2) box.moveTop(at.y() + 12);
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.raised);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(c.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

void GraphView::paintEvent(QPaintEvent*) {
    if (curves_.isNull() || curves_.devicePixelRatio() != devicePixelRatioF()) renderCurves();
    QPainter painter(this);
    painter.drawPixmap(0, 0, curves_);
    if (const QString step = model_.firstStep(); !step.isEmpty()) {
        painter.setPen(Theme::colors().dimText);
        painter.drawText(area().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, step);
    }
    paintPlayhead(painter);
    paintReading(painter);
}

void GraphView::resizeEvent(QResizeEvent*) { dropCurves(); }

void GraphView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) dropCurves();
    QWidget::changeEvent(event);
}

}  // namespace ropetp::ui
