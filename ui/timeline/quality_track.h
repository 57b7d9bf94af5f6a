#pragma once

#include "review/bad_frames.h"
#include "ui/timeline/frame_strip.h"
#include "ui/workspace.h"

namespace ropetp::ui {

class ReviewModel;
class Timeline;

/// How much is wrong with the selected person, as a heat strip: of the whole body, with the stops that are left and what was
/// accepted, or of one limb. A line below it tells where values come from: fixed, propagated or filtered.
class QualityTrack : public TimelineTrack {
    Q_OBJECT

  public:
    /// @param whole  the whole body's track, that opens this limb's; null: this is it.
    QualityTrack(ReviewModel& model, std::optional<review::Limb> limb, QualityTrack* whole);

    int height() const override;
    QString header() const override;
    int level() const override { return limb_ ? 2 : 1; }
    std::optional<bool> isOpen() const override { return limb_ ? std::nullopt : std::optional(open_); }
    void setOpen(bool open) override;
    void paint(QPainter& painter, const TrackView& view) const override;
    QString headerToolTip() const override;
    QString toolTip(const TrackView& view, QPointF at) const override;
    /// Stops are there to be clicked at.
    std::optional<Qt::CursorShape> hit(const TrackView& view, QPointF at) const override;
    void press(const TrackView& view, const TrackMouse& mouse) override;
    void addActions(QMenu& menu, const TrackView& view, QPointF at) override;

  private:
    bool isMine(int joint) const { return !limb_ || review::limbOf(joint) == *limb_; }
    void refresh() const;
    const review::Stop* stopAt(const TrackView& view, QPointF at) const;
    void paintAccepted(QPainter& painter, const TrackView& view) const;
    void paintStops(QPainter& painter, const TrackView& view) const;

    ReviewModel& model_;
    Workspace& workspace_;
    const std::optional<review::Limb> limb_;
    QualityTrack* whole_;
    bool open_ = false;
    mutable bool stale_ = true;       ///< strips are made when they are first drawn
    mutable FrameStrip heat_, provenance_;
};

/// Whole body first, then its limbs.
void addQualityTracks(Timeline& timeline, ReviewModel& model);

}  // namespace ropetp::ui
