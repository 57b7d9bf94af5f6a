#pragma once

#include "ui/view_tool.h"

namespace ropetp::ui {

class VideoView;
class Workspace;

/// Draws a box around a person on the frame shown: the selected one, with Shift (or where nobody is selected) somebody new.
/// Active until a box was drawn, or Esc.
class BoxTool final : public ViewTool {
    Q_OBJECT

  public:
    /// @param view  outlives the tool.
    BoxTool(Workspace& workspace, VideoView& view);

    bool isActive() const { return active_; }
    void setActive(bool on);

    bool press(const QMouseEvent& event) override;
    void drag(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    bool hover(const std::optional<QPointF>&, Qt::KeyboardModifiers) override { return active_; }
    bool escape() override;
    void paint(QPainter& painter) override;
    std::optional<Qt::CursorShape> cursor() const override;

  Q_SIGNALS:
    void activeChanged(bool on);

  private:
    Workspace& workspace_;
    VideoView& view_;
    bool active_ = false;
    QPointF from_, to_;
    bool drawing_ = false;
    bool newPerson_ = false;   ///< Shift was held when the drag began
};

}  // namespace ropetp::ui
