#pragma once

#include "ui/trajectory_editor.h"
#include "ui/view_tool.h"

namespace ropetp::render {
class WorldView;
}

namespace ropetp::ui {

/// The selected person's pins in the 3D view, each a ball on a stalk that stands on the floor: drag moves it over the floor,
/// with Ctrl up and down, a click goes to its frame. With the line tool, clicks draw a line on the floor that the way
/// follows; a click on the last point, or a right click, ends it. GUI thread only.
class TrajectoryHandles final : public ViewTool {
    Q_OBJECT

  public:
    TrajectoryHandles(TrajectoryEditor& editor, render::WorldView& view);

    /// Where a pin's ball is drawn; nullopt: not now. Logical pixels.
    std::optional<QPointF> ball(FrameIndex frame) const;
    bool drawsLine() const { return drawing_; }

    bool press(const QMouseEvent& event) override;
    void drag(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    bool hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers modifiers) override;
    bool escape() override;
    void paint(QPainter& painter) override;
    std::optional<Qt::CursorShape> cursor() const override;

  public Q_SLOTS:
    void setDrawsLine(bool on);

  Q_SIGNALS:
    void drawsLineChanged(bool on);

  private:
    const edit::TrajectoryPin* pinAt(const QPointF& at) const;
    void paintPin(QPainter& painter, const edit::TrajectoryPin& pin) const;
    void paintLine(QPainter& painter, const std::vector<Eigen::Vector2d>& points, const std::optional<Eigen::Vector2d>& next) const;
    void showNotes();

    TrajectoryEditor& editor_;
    render::WorldView& view_;
    std::optional<FrameIndex> hovered_;
    std::optional<edit::TrajectoryPin> dragged_;   ///< as it is now
    edit::TrajectoryPin from_;                     ///< as it was
    QPointF pressed_;
    bool moved_ = false;
    bool drawing_ = false;
    std::vector<Eigen::Vector2d> line_;
    std::optional<Eigen::Vector2d> next_;
};

}  // namespace ropetp::ui
