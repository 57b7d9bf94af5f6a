#include "ui/pose_handles_3d.h"

#include "edit/compose.h"
#include "render/world_view.h"
#include "ui/view_drawing.h"

namespace ropetp::ui {

PoseHandles3d::PoseHandles3d(PoseEditor& editor, render::WorldView& view) : PoseHandles(editor, view), world_(view) {
    connect(&world_, &render::WorldView::viewMoved, this, &ViewTool::changed);
}

std::optional<QPointF> PoseHandles3d::project(const Eigen::Vector3d& p) const { return seenIn(world_, p); }

ViewSpace::Ray PoseHandles3d::rayThrough(const QPointF& at) const {
    const render::ViewRay ray = world_.rayThrough(at);
    return {ray.origin, ray.direction};
}

Eigen::Isometry3d PoseHandles3d::spaceFromCam(const PoseEditor::Subject& subject) const {
    return edit::worldFromCamOf(*subject.at, editor().restJoints(subject).row(0).transpose());
}

void PoseHandles3d::moveJoint(int joint, const Eigen::Vector3d& from, const QPointF& to, Qt::KeyboardModifiers modifiers) {
    const auto subject = editor().subject();
    if (!subject) return;
    const Ray ray = rayThrough(to);
    Eigen::Vector3d target = from;
    if (modifiers & Qt::ControlModifier) {
        // The point of the vertical that is nearest to the line of sight.
        const Eigen::Vector3d up = Eigen::Vector3d::UnitY(), w = ray.origin - from;
        const double b = ray.direction.dot(up), scale = 1 - b * b;
        if (scale < 1e-3) return;   // looked at from above: no height can be told
        target = from + (w.dot(up) - b * ray.direction.dot(w)) / scale * up;
    } else {
        const auto middle = project(from);
        if (!middle) return;
        const Eigen::Vector3d facing = rayThrough(QPointF(0.5 * world_.width(), 0.5 * world_.height())).direction;
        const double along = ray.direction.dot(facing);
        if (along < 1e-3) return;
        target = ray.origin + ray.direction * ((from - ray.origin).dot(facing) / along);
    }
    editor().dragJoint3d(joint, spaceFromCam(*subject).inverse() * target);
}

}  // namespace ropetp::ui
