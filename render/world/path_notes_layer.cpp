#include "render/world/scene_p.h"

#include <vtkCellArray.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

#include <cmath>

namespace ropetp::render {
namespace {

constexpr int kSides = 16;
constexpr double kThinnestM = 0.004;

void attach(vtkRenderer& renderer, vtkActor& actor, vtkPolyData& data) {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(&data);
    actor.SetMapper(mapper);
    actor.GetProperty()->SetLighting(false);
    renderer.AddActor(&actor);
}

}  // namespace

PathNotesLayer::PathNotesLayer(vtkRenderer& renderer) {
    attach(renderer, *beforeActor_, *before_);
    attach(renderer, *tubeActor_, *tube_);
    beforeActor_->GetProperty()->SetLineWidth(2);
    tubeActor_->GetProperty()->SetOpacity(0.28);
    setDark(true);
}

void PathNotesLayer::setDark(bool dark) {
    const double grey = dark ? 0.66 : 0.42;
    beforeActor_->GetProperty()->SetColor(grey, grey, grey);
    if (dark) tubeActor_->GetProperty()->SetColor(0.98, 0.80, 0.35);
    else tubeActor_->GetProperty()->SetColor(0.72, 0.48, 0.05);
}

void PathNotesLayer::setBefore(const std::vector<Eigen::Vector3d>& path) {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> lines;
    for (const auto& p : path) points->InsertNextPoint(p.x(), 0.6 * kAboveFloorM, p.z());
    if (path.size() > 1) {
        lines->InsertNextCell(int(path.size()));
        for (std::size_t i = 0; i < path.size(); ++i) lines->InsertCellPoint(vtkIdType(i));
    }
    before_->SetPoints(points);
    before_->SetLines(lines);
    before_->Modified();
}

void PathNotesLayer::setSpread(const std::vector<Eigen::Vector3d>& mean, const std::vector<double>& radius) {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> strips;
    const std::size_t n = std::min(mean.size(), radius.size());
    Eigen::Vector3d along = Eigen::Vector3d::UnitX();
    for (std::size_t i = 0; i < n && n > 1; ++i) {
        // Somebody who stands still has no direction of their own: the last one goes on.
        const Eigen::Vector3d way = mean[std::min(n - 1, i + 2)] - mean[i >= 2 ? i - 2 : 0];
        if (way.norm() > 1e-4) along = way.normalized();
        Eigen::Vector3d side = along.cross(Eigen::Vector3d::UnitY());
        if (side.norm() < 1e-3) side = along.unitOrthogonal();
        side.normalize();
        const Eigen::Vector3d up = side.cross(along);
        for (int k = 0; k < kSides; ++k) {
            const double a = 2 * EIGEN_PI * k / kSides;
            const Eigen::Vector3d p = mean[i] + std::max(kThinnestM, radius[i]) * (std::cos(a) * side + std::sin(a) * up);
            points->InsertNextPoint(p.x(), p.y(), p.z());
        }
        if (i == 0) continue;
        for (int k = 0; k < kSides; ++k) {
            const vtkIdType now = vtkIdType(i) * kSides, last = now - kSides, next = (k + 1) % kSides;
            const vtkIdType ids[4] = {last + k, now + k, now + next, last + next};
            strips->InsertNextCell(4, ids);
        }
    }
    tube_->SetPoints(points);
    tube_->SetPolys(strips);
    tube_->Modified();
}

}  // namespace ropetp::render
