#pragma once

#include <QWidget>

#include "ui/view_tool.h"

namespace ropetp::ui {

/// Tools over a view that knows nothing of them (the 3D view): lies over the whole view, draws its tools with QPainter, and
/// hands them the view's mouse first. GUI thread only.
class ViewOverlay final : public QWidget {
    Q_OBJECT

  public:
    /// @param view  becomes the parent; gets mouse tracking.
    explicit ViewOverlay(QWidget& view);
    ViewTools& tools() { return tools_; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget& view_;
    ViewTools tools_;
};

}  // namespace ropetp::ui
