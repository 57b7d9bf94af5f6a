#include "ui/timeline/timeline.h"

#include "ui/markers.h"
#include "ui/mouse_hint.h"
#include "ui/theme.h"
#include "ui/time_text.h"
#include "ui/timeline/note_editor.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

namespace ropetp::ui {
namespace {

constexpr int kRightMargin = 13, kLeastRows = 44, kMostLeastRows = 152, kMostHintedRows = 220;
constexpr double kFewestFrames = 12;

}  // namespace

Timeline::Timeline(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace), ruler_(workspace), rows_(workspace) {
    setObjectName("timeline");
    setWhatsThis(tr("Time from left to right: all people, and of the selected one what needs a look and what was done.\n"
                    "A person's strip shows how sure the solve is. Below are quality, fixes with their reach, range tools and contacts: blue is good, yellow to red needs a look. N goes to the next bad frame.\n"
                    "Drag scrubs, Ctrl+wheel zooms, wheel moves. I and O mark a range; M marks a frame."));
    setMouseHint(*this, tr("{left-drag} scrub, or move what lies in a row   {middle-drag} pan   {ctrl+wheel} zoom   {wheel} move   {double} edit a marker's note"));
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    scroll_ = new QScrollBar(Qt::Vertical, this);
    scroll_->setObjectName("timelineScroll");
    scroll_->setSingleStep(11);
    connect(scroll_, &QScrollBar::valueChanged, this, QOverload<>::of(&QWidget::update));
    connect(&rows_, &TimelineRows::changed, this, QOverload<>::of(&QWidget::update));
    connect(&rows_, &TimelineRows::laidOut, this, &Timeline::layOut);
    connect(&workspace_, &Workspace::videoOpened, this, &Timeline::showAll);
    connect(&workspace_.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.marks || c.video) layOut();
    });
    connect(&workspace_.playback(), &PlaybackController::currentChanged, this, [this] {
        if (drag_ == Drag::None) keepVisible();
        update();
    });
    connect(&workspace_.playback(), &PlaybackController::rangeChanged, this, QOverload<>::of(&QWidget::update));
    layOut();
}

QSize Timeline::sizeHint() const { return {600, ruler_.height() + std::clamp(rows_.contentHeight(), kLeastRows, kMostHintedRows) + 4}; }
QSize Timeline::minimumSizeHint() const { return {260, ruler_.height() + std::clamp(rows_.contentHeight(), kLeastRows, kMostLeastRows) + 4}; }

QRect Timeline::rowsArea() const { return QRect(0, ruler_.height(), width(), std::max(0, height() - ruler_.height())); }
int Timeline::scrolled() const { return scroll_->value(); }

void Timeline::layOut() {
    const QRect area = rowsArea();
    const int hidden = std::max(0, rows_.contentHeight() - area.height());
    scroll_->setRange(0, hidden);
    scroll_->setPageStep(area.height());
    scroll_->setVisible(hidden > 0);
    scroll_->setGeometry(width() - 11, area.top(), 11, area.height());
    updateGeometry();
    update();
}

TimeWindow Timeline::window() const {
    TimeWindow w;
    w.first = first_;
    w.shown = shown_;
    w.left = TimelineRows::kHeaderWidth;
    w.across = std::max(1, width() - TimelineRows::kHeaderWidth - kRightMargin);
    w.frameCount = workspace_.playback().frameCount();
    return w;
}

QRect Timeline::rectOf(const TimelineTrack& track) const {
    const auto* row = rows_.find(track);
    if (!row) return {};
    const auto w = window();
    return QRect(int(w.left), ruler_.height() + row->y - scrolled(), int(w.across), row->height);
}

void Timeline::showAll() { setWindow(0, double(std::max<std::int64_t>(1, workspace_.playback().frameCount()))); }

void Timeline::setWindow(double first, double frames) {
    const double all = double(std::max<std::int64_t>(1, workspace_.playback().frameCount()));
    frames = std::clamp(frames, std::min(kFewestFrames, all), all);
    first = std::clamp(first, 0.0, all - frames);
    update();
    if (first == first_ && frames == shown_) return;
    first_ = first;
    shown_ = frames;
    Q_EMIT windowChanged(first_, shown_);
}

void Timeline::zoomAt(double x, double factor) {
    const auto w = window();
    const double all = double(std::max<std::int64_t>(1, w.frameCount));
    const double share = std::clamp((x - w.left) / w.across, 0.0, 1.0), under = w.first + share * w.shown;
    const double frames = std::clamp(w.shown / factor, std::min(kFewestFrames, all), all);
    setWindow(under - share * frames, frames);
}

void Timeline::zoom(double factor) {
    const auto w = window();
    const double x = w.middleOf(workspace_.playback().current());
    zoomAt(x >= w.left && x <= w.right() ? x : w.left + w.across / 2, factor);
}

void Timeline::keepVisible() {
    const double at = double(workspace_.playback().current().value);
    if (at < first_ || at + 1 > first_ + shown_) setWindow(at - 0.1 * shown_, shown_);
}

void Timeline::editNote(FrameIndex frame) {
    if (!workspace_.hasVideo()) return;
    if (const auto w = window(); w.middleOf(frame) < w.left || w.middleOf(frame) > w.right()) setWindow(double(frame.value) - shown_ / 2, shown_);
    auto* editor = new NoteEditor(workspace_, frame, this);
    constexpr int kWidth = 240;
    const int x = std::clamp(int(window().middleOf(frame)), 0, std::max(0, width() - kWidth - 4));
    editor->setGeometry(x, ruler_.playheadY(), kWidth, editor->sizeHint().height());
    editor->show();
    editor->setFocus();
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::colors().timelineBackground);
    const auto w = window();
    rows_.paint(painter, w, rowsArea(), scrolled(), *this);
    paintOverRows(painter);
    ruler_.paint(painter, w, *this);
    if (workspace_.hasVideo()) paintPlayhead(painter);
}

void Timeline::paintOverRows(QPainter& painter) const {
    const auto& colors = Theme::colors();
    const auto w = window();
    const QRect area = rowsArea();
    if (workspace_.hasVideo()) {
        const auto& playback = workspace_.playback();
        if (playback.hasCustomRange()) {
            const double a = std::max(w.left, w.xOf(playback.range().first)), b = std::max(w.left, w.xOf(playback.range().end));
            painter.fillRect(QRectF(w.left, area.top(), a - w.left, area.height()), colors.rangeShade);
            painter.fillRect(QRectF(b, area.top(), width() - b, area.height()), colors.rangeShade);
        }
        if (const auto& tracks = workspace_.scene().tracks) {
            painter.setPen(QPen(colors.noticeWarning, 1, Qt::DashLine));
            for (const FrameIndex cut : tracks->cuts)
                if (const double x = w.xOf(cut); x >= w.left && x <= w.right()) painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
    }
    painter.fillRect(QRectF(w.left - 1, area.top(), 1, area.height()), colors.line);
}

void Timeline::paintPlayhead(QPainter& painter) const {
    const auto w = window();
    const auto& colors = Theme::colors();
    const double x = w.xOf(workspace_.playback().current()) + std::min(w.pxPerFrame(), 40.0) / 2;
    if (x < w.left || x > w.right() + 1) return;
    const double tip = ruler_.playheadY();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.playhead, 1.5));
    painter.drawLine(QPointF(x, tip - 8), QPointF(x, height()));
    QPainterPath head;
    head.addPolygon(QPolygonF({{x - 6, tip - 15}, {x + 6, tip - 15}, {x + 6, tip - 9}, {x, tip - 2}, {x - 6, tip - 9}}));
    painter.fillPath(head, colors.playhead);
}

void Timeline::resizeEvent(QResizeEvent*) {
    layOut();
    setWindow(first_, shown_);
}

}  // namespace ropetp::ui
