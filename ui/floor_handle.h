#pragma once

#include "ui/trajectory_editor.h"
#include "ui/view_tool.h"

namespace ropetp::render {
class WorldView;
}

namespace ropetp::ui {

/// The height of the selected person's floor in the 3D view: a ring on it beside the feet, with arrows up and down. A drag moves
/// the floor and whoever stands on it, with Ctrl ten times as finely; letting go is one step of the history. Not there where one looks
/// straight down on the floor: no height can be told from there. GUI thread only.
class FloorHandle final : public ViewTool {
    Q_OBJECT

  public:
    FloorHandle(TrajectoryEditor& editor, render::WorldView& view);

    /// Where it is drawn; nullopt: not now. Logical pixels.
    std::optional<QPointF> handle() const;

    bool press(const QMouseEvent& event) override;
    void drag(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    bool hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers modifiers) override;
    bool escape() override;
    void paint(QPainter& painter) override;
    std::optional<Qt::CursorShape> cursor() const override;

  private:
    double heightM() const;
    /// On the floor, beside the person, world.
    std::optional<Eigen::Vector3d> place() const;
    /// How many pixels the handle moves on the screen for a metre up, downwards positive; nullopt: too few to tell a height.
    std::optional<double> pixelsAMetre(const Eigen::Vector3d& at) const;

    TrajectoryEditor& editor_;
    render::WorldView& view_;
    bool hovered_ = false, held_ = false, moved_ = false;
    QPointF pressed_, last_;
    Eigen::Vector3d from_ = Eigen::Vector3d::Zero();   ///< the handle's place when it was taken
    double nowM_ = 0;
};

}  // namespace ropetp::ui
