#include "ui/pose_handles_2d.h"

#include "ui/video_view.h"

namespace ropetp::ui {

PoseHandles2d::PoseHandles2d(PoseEditor& editor, VideoView& view) : PoseHandles(editor, view), video_(view) {}

std::optional<QPointF> PoseHandles2d::project(const Eigen::Vector3d& p) const {
    const auto subject = editor().subject();
    if (!subject || !(p.z() > 0.05)) return std::nullopt;
    const Eigen::Vector2d px = subject->clip->camera.project(p);
    return video_.toView({px.x(), px.y()});
}

ViewSpace::Ray PoseHandles2d::rayThrough(const QPointF& at) const {
    const auto subject = editor().subject();
    const QPointF px = video_.toFrame(at);
    return {Eigen::Vector3d::Zero(), subject ? Eigen::Vector3d(subject->clip->camera.ray({px.x(), px.y()}).normalized()) : Eigen::Vector3d(Eigen::Vector3d::UnitZ())};
}

bool PoseHandles2d::showsPresentFrame() const { return video_.hasPicture() && video_.shownFrame() == editor().workspace().playback().current(); }

void PoseHandles2d::moveJoint(int joint, const Eigen::Vector3d&, const QPointF& to, Qt::KeyboardModifiers) {
    const QPointF px = video_.toFrame(to);
    editor().dragJoint2d(joint, {px.x(), px.y()});
}

}  // namespace ropetp::ui
