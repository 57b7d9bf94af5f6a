#pragma once

#include "edit/layers.h"
#include "ui/timeline/timeline_track.h"
#include "ui/workspace.h"

#include <vector>

namespace ropetp::ui {

/// The fixes of the selected person: diamonds, with wings that show how far each reaches. Solid wings were solved again from
/// the video, hatched ones are interpolated. A click on a diamond goes to its frame; dragging the end of a wing changes the
/// reach (with shift: on both sides).
class FixTrack : public TimelineTrack {
    Q_OBJECT

  public:
    explicit FixTrack(Workspace& workspace);

    int height() const override { return 28; }
    QString header() const override { return tr("Fixes"); }
    void paint(QPainter& painter, const TrackView& view) const override;
    QString headerToolTip() const override;
    QString toolTip(const TrackView& view, QPointF at) const override;
    std::optional<Qt::CursorShape> hit(const TrackView& view, QPointF at) const override;
    void press(const TrackView& view, const TrackMouse& mouse) override;
    void move(const TrackView& view, const TrackMouse& mouse) override;
    void release(const TrackView& view, const TrackMouse& mouse) override;
    void addActions(QMenu& menu, const TrackView& view, QPointF at) override;

    /// x of a diamond's middle, and of the end of its wing. For tests and for grabbing.
    double diamondX(const TrackView& view, std::size_t fix) const;
    double wingX(const TrackView& view, std::size_t fix, bool after) const;

  private:
    struct Shown {
        edit::Fix fix;
        double from = 0, to = 0;      ///< where the wings end, in frames
        bool propagated = false, dormant = false;
    };
    enum class Part { Diamond, Before, After };
    struct Grip {
        std::size_t fix;
        Part part;
    };

    void refresh();
    /// Position in time as a (fraction of a) frame, and back; beyond the video at its frame rate.
    double frameOf(double sec) const;
    double secOf(double frame) const;
    bool hasGrip(const TrackView& view, const Shown& shown, bool after) const;
    std::optional<Grip> grip(const TrackView& view, QPointF at) const;
    void paintWings(QPainter& painter, const TrackView& view, const Shown& shown) const;
    QString describe(const Shown& shown) const;

    Workspace& workspace_;
    std::vector<Shown> shown_;
    std::optional<Grip> grip_;
    bool dragging_ = false;
};

}  // namespace ropetp::ui
