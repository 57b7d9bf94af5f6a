#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/timeline/timeline_rows.h"
#include "ui/timeline/timeline_ruler.h"

class QScrollBar;

namespace ropetp::ui {

/// Time from left to right: a ruler with the in and out marks and markers, a row a person, and below the selected person the
/// tracks that were added. Drag scrubs, ctrl-wheel zooms at the pointer, wheel pans (over the headers, or with shift: scrolls).
class Timeline : public QWidget {
    Q_OBJECT

  public:
    explicit Timeline(Workspace& workspace, QWidget* parent = nullptr);

    /// Below the selected person, after those that are there.
    void addTrack(std::unique_ptr<TimelineTrack> track) { rows_.add(std::move(track)); }
    const TimelineRows& rows() const { return rows_; }
    TimeWindow window() const;
    /// Left edge of a frame's cell, and the frame at a place (clamped to the video).
    double xOf(FrameIndex frame) const { return window().xOf(frame); }
    FrameIndex frameAt(double x) const { return window().frameAt(x); }
    /// Where a row is in the widget; empty where it is not shown.
    QRect rectOf(const TimelineTrack& track) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  public Q_SLOTS:
    void showAll();
    /// @param first  at the left edge; may be a fraction of a frame. @param frames  across.
    void showFrames(double first, double frames) { setWindow(first, frames); }
    /// Around the playhead where it is seen, else around the middle. @param factor  > 1: fewer frames, larger.
    void zoom(double factor);
    /// Opens a small editor for the note of a frame; entering it marks the frame.
    void editNote(ropetp::FrameIndex frame);

  Q_SIGNALS:
    /// Other frames are shown: zoomed or moved.
    void windowChanged(double first, double frames);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void layOut();
    void keepVisible();
    void setWindow(double first, double frames);
    void zoomAt(double x, double factor);
    void paintPlayhead(QPainter& painter) const;
    void paintOverRows(QPainter& painter) const;
    void pressRuler(const TimelineRuler::Hit& hit, double x);
    bool pressRow(const TimelineRows::Row& row, QMouseEvent& event);
    void scrubTo(double x);
    QRect rowsArea() const;
    int scrolled() const;
    const TimelineRows::Row* rowAt(QPointF at) const { return at.y() < ruler_.height() ? nullptr : rows_.at(at.y() - ruler_.height() + scrolled()); }
    TrackView viewOf(const TimelineRows::Row& row) const { return {window(), double(row.height), devicePixelRatioF()}; }
    QPointF toRow(const TimelineRows::Row& row, QPointF at) const { return {at.x(), at.y() - ruler_.height() + scrolled() - row.y}; }
    TimelineTrack* selectedTrack() const;
    void showPointer(QPointF at);
    QString toolTipAt(QPointF at) const;

    Workspace& workspace_;
    TimelineRuler ruler_;
    TimelineRows rows_;
    QScrollBar* scroll_;
    double first_ = 0, shown_ = 1;   ///< frames at the left edge and across
    enum class Drag { None, Scrub, In, Out, Pan, Track } drag_ = Drag::None;
    QPointer<TimelineTrack> dragged_;
    double lastX_ = 0;
};

}  // namespace ropetp::ui
