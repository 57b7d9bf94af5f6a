#pragma once

#include "ui/timeline/timeline_track.h"
#include "ui/workspace.h"

#include <vector>

namespace ropetp::ui {

/// The range tools of the selected person as bars, those that overlap below each other. A click selects one, Delete removes it.
class ToolTrack : public TimelineTrack {
    Q_OBJECT

  public:
    explicit ToolTrack(Workspace& workspace);

    int height() const override;
    QString header() const override { return tr("Range tools"); }
    void paint(QPainter& painter, const TrackView& view) const override;
    QString headerToolTip() const override { return tr("What was done to whole ranges, in the order in which it acts. Click one and press Delete to remove it."); }
    QString toolTip(const TrackView& view, QPointF at) const override;
    std::optional<Qt::CursorShape> hit(const TrackView& view, QPointF at) const override;
    void press(const TrackView& view, const TrackMouse& mouse) override;
    void addActions(QMenu& menu, const TrackView& view, QPointF at) override;
    bool hasSelection() const override { return selected_.has_value(); }
    void removeSelected() override;
    void clearSelection() override;

  private:
    struct Bar {
        FrameRange range, reach;      ///< with the edges over which it fades
        int lane = 0;
        QString name, what;
    };
    void refresh();
    QRectF rectOf(const Bar& bar, const TrackView& view) const;
    std::optional<std::size_t> barAt(const TrackView& view, QPointF at) const;

    Workspace& workspace_;
    std::vector<Bar> bars_;           ///< in the order of PersonLayers::tools
    int lanes_ = 0;
    std::optional<std::size_t> selected_;
};

}  // namespace ropetp::ui
