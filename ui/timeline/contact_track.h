#pragma once

#include "ui/timeline/timeline_track.h"
#include "ui/trajectory_editor.h"

#include <vector>

namespace ropetp::ui {

class Timeline;

/// When one foot point of the selected person stands, as bars: what was estimated, and, framed, what the user says. A bar
/// can be dragged as a whole or by its ends, a drag over empty ground makes one, Delete takes the selected one away. Each gesture
/// is one step of the history, and the foot is locked at once; Esc gives it up.
class ContactTrack final : public TimelineTrack {
    Q_OBJECT

  public:
    /// @param point  as MotionFrame::contacts.
    ContactTrack(TrajectoryEditor& editor, int point);

    struct Bar {
        FrameRange range;
        bool stands = true;     ///< false: the user says that it does not, where it would have been estimated or was
        bool said = false;      ///< by the user, at least in part
    };
    const std::vector<Bar>& bars() const { return bars_; }

    int height() const override;
    QString header() const override;
    void paint(QPainter& painter, const TrackView& view) const override;
    QString headerToolTip() const override;
    QString toolTip(const TrackView& view, QPointF at) const override;
    std::optional<Qt::CursorShape> hit(const TrackView& view, QPointF at) const override;
    void press(const TrackView& view, const TrackMouse& mouse) override;
    void move(const TrackView& view, const TrackMouse& mouse) override;
    void release(const TrackView& view, const TrackMouse& mouse) override;
    bool giveUp() override;
    void addActions(QMenu& menu, const TrackView& view, QPointF at) override;
    bool hasSelection() const override { return selected_.has_value(); }
    void removeSelected() override;
    void clearSelection() override;

  private:
    enum class Part { First, End, Middle };
    struct Hit {
        std::size_t bar;
        Part part;
    };
    void refresh();
    std::optional<Hit> barAt(const TrackView& view, QPointF at) const;
    QRectF rectOf(FrameRange range, const TrackView& view) const;
    std::optional<FrameRange> inClip(FrameRange range) const;
    FrameRange moved(FrameRange range, std::int64_t byFrames) const;

    TrajectoryEditor& editor_;
    int point_;
    std::vector<Bar> bars_;
    std::optional<FrameIndex> selected_;   ///< first frame of the bar
    std::optional<Hit> held_;
    std::optional<FrameRange> dragged_;    ///< what the bar is to become; or the new one
    FrameIndex pressed_;
};

/// Left heel, left toe, right heel, right toe.
void addContactTracks(Timeline& timeline, TrajectoryEditor& editor);

}  // namespace ropetp::ui
