#pragma once

#include "ui/timeline/person_track.h"
#include "ui/timeline/timeline_track.h"

#include <memory>
#include <vector>

class QWidget;

namespace ropetp::ui {

/// Which tracks the timeline shows, one below the other: a row a person, and below the selected one the tracks that were added.
/// GUI thread only.
class TimelineRows : public QObject {
    Q_OBJECT

  public:
    static constexpr int kHeaderWidth = 148;

    struct Row {
        TimelineTrack* track;
        int y;                    ///< from the top of the first row
        int height;
    };

    explicit TimelineRows(Workspace& workspace, QObject* parent = nullptr);

    /// Shown below the selected person, in the order in which they were added.
    void add(std::unique_ptr<TimelineTrack> track);
    /// Those that were added, shown or not.
    const std::vector<TimelineTrack*>& added() const { return added_; }
    const std::vector<Row>& rows() const { return rows_; }
    int contentHeight() const { return rows_.empty() ? 0 : rows_.back().y + rows_.back().height; }
    /// Null: none there. @param y  from the top of the first row.
    const Row* at(double y) const;
    const Row* find(const TimelineTrack& track) const;
    /// A press on this part of the header opens and closes the row.
    static bool isOnFold(const TimelineTrack& track, double x);

    /// @param area  of the rows in the widget. @param scrolled  px of the first rows that are above it.
    void paint(QPainter& painter, const TimeWindow& window, const QRect& area, int scrolled, const QWidget& widget) const;

  Q_SIGNALS:
    void changed();
    /// Rows came, went or moved.
    void laidOut();

  private:
    void watch(TimelineTrack& track);
    void refreshPersons();
    void layOut();
    void paintHeader(QPainter& painter, const Row& row, const QWidget& widget) const;

    Workspace& workspace_;
    std::vector<PersonTrack*> persons_;
    std::vector<TimelineTrack*> added_;
    std::vector<Row> rows_;
};

}  // namespace ropetp::ui
