#pragma once

#include <QPixmap>
#include <QWidget>

#include "ui/graph_editor/graph_model.h"
#include "ui/graph_editor/curve_painter.h"
#include "ui/graph_editor/value_window.h"
#include "ui/timeline/timeline_ruler.h"

namespace ropetp::ui {

/// The curves over time. Drag scrubs, a diamond (a fix) is dragged up and down, double click on a curve fixes the joint there;
/// ctrl-wheel zooms time, shift-wheel values, wheel and middle drag pan, F fits.
class GraphView : public QWidget {
    Q_OBJECT

  public:
    explicit GraphView(GraphModel& model, QWidget* parent = nullptr);

    TimeWindow timeWindow() const;
    const ValueWindow& valueWindow() const { return values_; }
    /// Where a value of a channel is drawn on a frame.
    QPointF placeOf(int joint, int axis, FrameIndex frame) const;
    QSize sizeHint() const override { return {700, 220}; }
    QSize minimumSizeHint() const override { return {260, 110}; }

  public Q_SLOTS:
    /// The values of the frames that are seen.
    void fitValues();
    /// Of the timeline, so that both show the same time. @param first  may be a fraction of a frame.
    void showFrames(double first, double frames);

  Q_SIGNALS:
    /// The user zoomed or moved in time.
    void windowChanged(double first, double frames);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    /// A curve, or a fix on it.
    struct Hit {
        int joint = 0, axis = 0;
        FrameIndex frame;
        bool key = false;
        friend bool operator==(const Hit&, const Hit&) = default;
    };
    QRectF area() const;
    void dropCurves();
    void setWindow(double first, double frames);
    void renderCurves();
    void paintBack(QPainter& painter) const;
    void paintReading(QPainter& painter) const;
    void paintPlayhead(QPainter& painter) const;
    CurveStyle styleOf(const JointCurves& joint, int axis) const;
    double valueOf(const JointCurves& joint, int axis, FrameIndex frame) const;
    std::optional<Hit> hitAt(QPointF at) const;
    void setHover(const std::optional<Hit>& hit);
    const JointCurves* curvesOf(int joint) const;

    GraphModel& model_;
    TimelineRuler ruler_;
    double first_ = 0, shown_ = 1;    ///< frames at the left edge and across
    ValueWindow values_;
    QPixmap curves_;                  ///< grid, shades and curves; null: to be drawn
    std::optional<Hit> hover_;
    enum class Drag { None, Scrub, Pan, Key } drag_ = Drag::None;
    Hit key_;
    QPointF last_;
    double grabbed_ = 0;              ///< value under the mouse less the key's when it was pressed
};

}  // namespace ropetp::ui
