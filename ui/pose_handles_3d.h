#pragma once

#include "ui/pose_handles.h"

namespace ropetp::render {
class WorldView;
}

namespace ropetp::ui {

/// Handles over the 3D view, in the world. A joint is moved in the plane through it that faces the viewer, with Ctrl along the
/// vertical (edit::dragJoint3d, in the camera's space: each frame has its own way between the two).
class PoseHandles3d final : public PoseHandles {
    Q_OBJECT

  public:
    PoseHandles3d(PoseEditor& editor, render::WorldView& view);

  protected:
    std::optional<QPointF> project(const Eigen::Vector3d& pointInWorld) const override;
    Ray rayThrough(const QPointF& at) const override;
    bool showsPresentFrame() const override { return true; }
    Eigen::Isometry3d spaceFromCam(const PoseEditor::Subject& subject) const override;
    void moveJoint(int joint, const Eigen::Vector3d& from, const QPointF& to, Qt::KeyboardModifiers modifiers) override;

  private:
    render::WorldView& world_;
};

}  // namespace ropetp::ui
