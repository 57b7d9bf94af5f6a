#include "ui/timeline/tool_track.h"

#include "edit/range_edits.h"
#include "ui/range_tool_text.h"
#include "ui/theme.h"
#include "ui/timeline/timeline_colors.h"

#include <QMenu>
#include <QPainter>

namespace ropetp::ui {
namespace {

constexpr int kLane = 19, kMargin = 3;

}  // namespace

ToolTrack::ToolTrack(Workspace& workspace) : workspace_(workspace) {
    setObjectName("toolTrack");
    connect(&workspace_.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.layers || c.clips || c.video) refresh();
    });
    connect(&workspace_, &Workspace::selectionChanged, this, &ToolTrack::refresh);
}

void ToolTrack::refresh() {
    const int before = height();
    std::vector<Bar> bars;
    std::vector<FrameIndex> laneEnds;
    const auto person = workspace_.selectedPerson();
    const auto layers = person ? workspace_.scene().layers.find(*person) : workspace_.scene().layers.end();
    if (layers != workspace_.scene().layers.end())
        for (const edit::RangeTool& tool : layers->second->tools) {
            Bar bar{tool.range, tool.range, 0, toolText(tool.kind), toolDescription(tool)};
            if (layers->second->raw)
                if (const FrameRange reach = edit::reachOf(tool, *layers->second->raw); reach.size() > 0) bar.reach = {std::min(reach.first, tool.range.first), std::max(reach.end, tool.range.end)};
            while (bar.lane < int(laneEnds.size()) && laneEnds[std::size_t(bar.lane)] > bar.reach.first) ++bar.lane;
            if (bar.lane == int(laneEnds.size())) laneEnds.emplace_back();
            laneEnds[std::size_t(bar.lane)] = bar.reach.end;
            bars.push_back(std::move(bar));
        }
    if (bars.size() != bars_.size()) selected_.reset();
    bars_ = std::move(bars);
    lanes_ = int(laneEnds.size());
    if (height() != before) Q_EMIT laidOut();
    Q_EMIT changed();
}

int ToolTrack::height() const { return lanes_ == 0 ? 0 : lanes_ * kLane + 2 * kMargin; }

QRectF ToolTrack::rectOf(const Bar& bar, const TrackView& view) const {
    const double from = view.window.xOf(bar.range.first), to = view.window.xOf(bar.range.end);
    return {from, double(kMargin + bar.lane * kLane), std::max(4.0, to - from), kLane - 3.0};
}

void ToolTrack::paint(QPainter& painter, const TrackView& view) const {
    const auto& colors = Theme::colors();
    const QColor color = provenanceColor(edit::Provenance::Filtered);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const Bar& bar = bars_[i];
        const QRectF rect = rectOf(bar, view);
        const double from = view.window.xOf(bar.reach.first), to = view.window.xOf(bar.reach.end);
        if (to < view.window.left || from > view.window.right()) continue;
        QColor fill = color;
        fill.setAlphaF(selected_ == i ? 0.75f : 0.4f);
        // The whole range, and slopes where it fades.
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(QPolygonF({{std::min(from, rect.left()), rect.bottom()}, rect.topLeft(), rect.topRight(), {std::max(to, rect.right()), rect.bottom()}}));
        if (selected_ == i) {
            painter.setPen(QPen(colors.text, 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        const QRectF text = rect.intersected(view.rect()).adjusted(5, 0, -3, 0);
        if (text.width() < 20) continue;
        painter.setPen(colors.text);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(bar.name, Qt::ElideRight, int(text.width())));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

std::optional<std::size_t> ToolTrack::barAt(const TrackView& view, QPointF at) const {
    for (std::size_t i = bars_.size(); i-- > 0;)
        if (rectOf(bars_[i], view).adjusted(-2, 0, 2, 0).contains(at)) return i;
    return std::nullopt;
}

std::optional<Qt::CursorShape> ToolTrack::hit(const TrackView& view, QPointF at) const {
    return barAt(view, at) ? std::optional(Qt::PointingHandCursor) : std::nullopt;
}

void ToolTrack::press(const TrackView& view, const TrackMouse& mouse) {
    selected_ = barAt(view, mouse.at);
    Q_EMIT changed();
}

void ToolTrack::addActions(QMenu& menu, const TrackView& view, QPointF at) {
    const auto bar = barAt(view, at);
    if (!bar) return;
    const FrameRange range = bars_[*bar].range;
    menu.addAction(tr("Set in and out to this range"), this, [this, range] { workspace_.playback().setRange(range); });
    menu.addAction(tr("Remove “%1”").arg(bars_[*bar].name), this, [this, i = *bar] {
        selected_ = i;
        removeSelected();
    });
}

void ToolTrack::removeSelected() {
    const auto person = workspace_.selectedPerson();
    const auto index = std::exchange(selected_, std::nullopt);
    if (person && index && *index < bars_.size()) workspace_.apply(edit::removeTool(*person, *index), UndoStep::Own);
}

void ToolTrack::clearSelection() {
    if (!selected_) return;
    selected_.reset();
    Q_EMIT changed();
}

QString ToolTrack::toolTip(const TrackView& view, QPointF at) const {
    const auto bar = barAt(view, at);
    return bar ? bars_[*bar].what : QString();
}

}  // namespace ropetp::ui
