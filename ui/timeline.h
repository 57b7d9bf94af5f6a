#pragma once

#include <QImage>
#include <QWidget>

#include "ui/workspace.h"

#include <map>

namespace ropetp::ui {

/// Time from left to right: a ruler with the in and out marks, and a row a person that shows where
/// somebody is seen and how sure the solve is. Drag scrubs, ctrl-wheel zooms, wheel pans.
class Timeline : public QWidget {
    Q_OBJECT

  public:
    explicit Timeline(Workspace& workspace, QWidget* parent = nullptr);

    /// Left edge of a frame's cell, and the frame at a place (clamped to the video).
    double xOf(FrameIndex frame) const;
    FrameIndex frameAt(double x) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  public Q_SLOTS:
    void showAll();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void rebuild();
    void keepVisible();
    void setWindow(double first, double frames);
    void paintRuler(QPainter& painter) const;
    void paintRows(QPainter& painter) const;
    int rowAt(double y) const;

    Workspace& workspace_;
    std::vector<PersonId> rows_;
    /// One pixel a frame: transparent where not seen, else the colour of the confidence.
    std::map<PersonId, QImage> strips_;
    double first_ = 0, shown_ = 1;   ///< frames at the left edge and across
    enum class Drag { None, Scrub, In, Out, Pan } drag_ = Drag::None;
    double lastX_ = 0;
};

}  // namespace ropetp::ui
