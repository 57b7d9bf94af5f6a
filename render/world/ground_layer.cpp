#include "render/world/scene_p.h"

#include <vtkCellArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ropetp::render {
namespace {

constexpr int kHalfSizeM = 15;

}  // namespace

GroundLayer::GroundLayer(vtkRenderer& renderer) {
    build();
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(grid_);
    vtkNew<vtkActor> actor;
    actor->SetMapper(mapper);
    actor->GetProperty()->SetLighting(false);
    actor->GetProperty()->SetLineWidth(1);
    actor->ForceTranslucentOn();
    renderer.AddActor(actor);
}

void GroundLayer::setDark(bool dark) {
    if (dark == dark_) return;
    dark_ = dark;
    build();
}

void GroundLayer::build() {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> lines;
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(4);
    const auto add = [&](double x0, double z0, double x1, double z1, const std::array<unsigned char, 3>& rgb, double strength) {
        // A segment a metre, so that the fade is smooth.
        const double length = std::hypot(x1 - x0, z1 - z0);
        const int n = std::max(1, int(length));
        for (int i = 0; i <= n; ++i) {
            const double t = double(i) / n, x = x0 + t * (x1 - x0), z = z0 + t * (z1 - z0);
            const double fade = std::clamp(1 - std::hypot(x, z) / kHalfSizeM, 0.0, 1.0);
            const vtkIdType id = points->InsertNextPoint(x, 0, z);
            const unsigned char rgba[4] = {rgb[0], rgb[1], rgb[2], static_cast<unsigned char>(255 * strength * fade)};
            colors->InsertNextTypedTuple(rgba);
            if (i > 0) {
                const vtkIdType ids[2] = {id - 1, id};
                lines->InsertNextCell(2, ids);
            }
        }
    };
    const std::array<unsigned char, 3> line = dark_ ? std::array<unsigned char, 3>{150, 152, 156} : std::array<unsigned char, 3>{90, 92, 96};
    for (int k = -2 * kHalfSizeM; k <= 2 * kHalfSizeM; ++k) {
        if (k == 0) continue;
        const double at = 0.5 * k, strength = k % 2 ? 0.10 : (k % 10 ? 0.30 : 0.55);
        add(at, -kHalfSizeM, at, kHalfSizeM, line, strength);
        add(-kHalfSizeM, at, kHalfSizeM, at, line, strength);
    }
    add(-kHalfSizeM, 0, 0, 0, line, 0.55);
    add(0, -kHalfSizeM, 0, 0, line, 0.55);
    add(0, 0, kHalfSizeM, 0, {224, 86, 84}, 0.95);   // x
    add(0, 0, 0, kHalfSizeM, {84, 132, 236}, 0.95);  // z
    grid_->SetPoints(points);
    grid_->SetLines(lines);
    grid_->GetPointData()->SetScalars(colors);
    grid_->Modified();
}

}  // namespace ropetp::render
