#pragma once

#include "ui/pose_handles.h"

namespace ropetp::ui {

class VideoView;

/// Handles over the footage, seen through the take's camera. A joint that is moved is seen where the mouse is; its depth stays
/// as far as the bones allow (edit::dragJoint2d).
class PoseHandles2d final : public PoseHandles {
    Q_OBJECT

  public:
    PoseHandles2d(PoseEditor& editor, VideoView& view);

  protected:
    std::optional<QPointF> project(const Eigen::Vector3d& pointInCam) const override;
    Ray rayThrough(const QPointF& at) const override;
    bool showsPresentFrame() const override;
    Eigen::Isometry3d spaceFromCam(const PoseEditor::Subject&) const override { return Eigen::Isometry3d::Identity(); }
    void moveJoint(int joint, const Eigen::Vector3d& from, const QPointF& to, Qt::KeyboardModifiers modifiers) override;

  private:
    VideoView& video_;
};

}  // namespace ropetp::ui
