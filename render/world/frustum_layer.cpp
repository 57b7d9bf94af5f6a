#include "render/world/scene_p.h"

#include <vtkCellArray.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

namespace ropetp::render {
namespace {

constexpr double kDepthM = 0.7;

}  // namespace

FrustumLayer::FrustumLayer(vtkRenderer& renderer) {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(lines_);
    actor_->SetMapper(mapper);
    actor_->GetProperty()->SetLighting(false);
    actor_->GetProperty()->SetLineWidth(1.5);
    actor_->VisibilityOff();
    setDark(true);
    renderer.AddActor(actor_);
}

void FrustumLayer::set(const Eigen::Isometry3d& camFromWorld, const PinholeCamera& camera) {
    known_ = camera.fx > 0 && camera.width > 0;
    actor_->SetVisibility(known_ && wanted_);
    if (!known_) return;
    const Eigen::Isometry3d worldFromCam = camFromWorld.inverse();
    vtkNew<vtkPoints> points;
    const auto add = [&](const Eigen::Vector3d& p) {
        const Eigen::Vector3d w = worldFromCam * p;
        return points->InsertNextPoint(w.x(), w.y(), w.z());
    };
    const auto corner = [&](double x, double y) { return add(kDepthM * camera.ray({x, y})); };
    const double right = camera.width - 0.5, bottom = camera.height - 0.5;
    const vtkIdType eye = add(Eigen::Vector3d::Zero());
    const vtkIdType c[4] = {corner(-0.5, -0.5), corner(right, -0.5), corner(right, bottom), corner(-0.5, bottom)};
    // The mark on the upper side.
    const double w = camera.width;
    const vtkIdType m[3] = {corner(0.35 * w, -0.02 * w), corner(0.65 * w, -0.02 * w), corner(0.5 * w, -0.14 * w)};
    vtkNew<vtkCellArray> lines;
    const auto line = [&](vtkIdType a, vtkIdType b) {
        const vtkIdType ids[2] = {a, b};
        lines->InsertNextCell(2, ids);
    };
    for (int i = 0; i < 4; ++i) {
        line(eye, c[i]);
        line(c[i], c[(i + 1) % 4]);
    }
    for (int i = 0; i < 3; ++i) line(m[i], m[(i + 1) % 3]);
    lines_->SetPoints(points);
    lines_->SetLines(lines);
    lines_->Modified();
}

void FrustumLayer::setVisible(bool visible) {
    wanted_ = visible;
    actor_->SetVisibility(known_ && wanted_);
}

void FrustumLayer::setDark(bool dark) {
    if (dark) actor_->GetProperty()->SetColor(0.85, 0.80, 0.55);
    else actor_->GetProperty()->SetColor(0.35, 0.30, 0.10);
}

}  // namespace ropetp::render
