#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>
#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include "ui/timeline/time_window.h"

#include <optional>

class QMenu;
class QPainter;

namespace ropetp::ui {

/// Where a track lies now. Coordinates are logical pixels: x of the timeline widget, y from the top of the track.
struct TrackView {
    TimeWindow window;
    double height = 0;
    qreal pixelRatio = 1;               ///< device pixels a logical one
    /// The track's area right of its header.
    QRectF rect() const { return {window.left, 0, window.across, height}; }
};

struct TrackMouse {
    QPointF at;                         ///< as in TrackView
    Qt::MouseButton button = Qt::LeftButton;
    Qt::KeyboardModifiers modifiers;
};

/// One row of the timeline: it says how high it is and what its header says, and paints and answers for the part of the video
/// that is shown. Tracks know the workspace (or a model), never the timeline. GUI thread only.
///
/// The timeline clips and translates the painter, paints the row's background, header, playhead and the shade outside the
/// in/out range, and scrubs wherever hit() finds nothing.
class TimelineTrack : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// Logical pixels; 0: there is nothing to show now, and the row goes.
    virtual int height() const = 0;
    virtual QString header() const = 0;
    /// 0: a person's row; 1: below it; 2: below another track.
    virtual int level() const { return 1; }
    /// Open or closed; nullopt: a row that cannot be opened.
    virtual std::optional<bool> isOpen() const { return std::nullopt; }
    virtual void setOpen(bool) {}
    /// A square before the header; an invalid colour: none.
    virtual QColor swatch() const { return {}; }
    virtual bool isHighlighted() const { return false; }
    /// The user pressed on the row, wherever.
    virtual void touch() {}

    /// Only what lies in view.rect(). Must be quick with 10 000 frames: images made once per change, and only visible columns.
    virtual void paint(QPainter& painter, const TrackView& view) const = 0;
    /// Of the header, and of a place right of it. Empty: the frame and its time alone; else it is told below them.
    virtual QString headerToolTip() const { return {}; }
    virtual QString toolTip(const TrackView&, QPointF) const { return {}; }

    /// What a press at this place would take hold of: the pointer's shape. nullopt: nothing, the press scrubs.
    virtual std::optional<Qt::CursorShape> hit(const TrackView&, QPointF) const { return std::nullopt; }
    /// After hit() found something. The track has the mouse until it is released.
    virtual void press(const TrackView&, const TrackMouse&) {}
    virtual void move(const TrackView&, const TrackMouse&) {}
    virtual void release(const TrackView&, const TrackMouse&) {}
    /// Esc while the track has the mouse: all is as before the press, and the mouse is let go. False: there is nothing to give up.
    virtual bool giveUp() { return false; }
    /// Adds what can be done at this place to the context menu.
    virtual void addActions(QMenu&, const TrackView&, QPointF) {}

    /// Delete, while the timeline has the focus: false where nothing of this track is selected.
    virtual bool hasSelection() const { return false; }
    virtual void removeSelected() {}
    virtual void clearSelection() {}

  Q_SIGNALS:
    /// Looks otherwise.
    void changed();
    /// Height, header or fold changed: rows are laid out again.
    void laidOut();
};

}  // namespace ropetp::ui
