#pragma once

#include "ui/timeline/frame_strip.h"
#include "ui/workspace.h"

namespace ropetp::ui {

/// Where a person is seen, and how sure the solve is of the whole body. The selected person's row opens the tracks below it.
class PersonTrack : public TimelineTrack {
    Q_OBJECT

  public:
    PersonTrack(Workspace& workspace, PersonId person, QObject* parent = nullptr);
    PersonId person() const { return person_; }
    /// Reads the scene again.
    void refresh();

    int height() const override { return 22; }
    QString header() const override;
    int level() const override { return 0; }
    std::optional<bool> isOpen() const override;
    void setOpen(bool open) override;
    QColor swatch() const override;
    bool isHighlighted() const override { return workspace_.selectedPerson() == person_; }
    void touch() override { workspace_.selectPerson(person_); }
    void paint(QPainter& painter, const TrackView& view) const override;
    QString headerToolTip() const override;
    QString toolTip(const TrackView& view, QPointF at) const override;

  private:
    Workspace& workspace_;
    const PersonId person_;
    bool open_ = true;
    FrameStrip strip_;
};

}  // namespace ropetp::ui
