#include "render/world/scene_p.h"

#include "body/kinematics.h"
#include "render/person_color.h"

#include <vtkCellArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>

namespace ropetp::render {
namespace {

constexpr double kShadowRadiusM = 0.42;
constexpr double kMarkerRadiusM = 0.045;
constexpr int kDiscSides = 40;

/// A disc on the floor whose colour fades to the rim.
vtkSmartPointer<vtkPolyData> disc(double radius, const std::array<unsigned char, 4>& centre, const std::array<unsigned char, 4>& rim) {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> triangles;
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(4);
    points->InsertNextPoint(0, 0, 0);
    colors->InsertNextTypedTuple(centre.data());
    for (int i = 0; i < kDiscSides; ++i) {
        const double a = 2 * EIGEN_PI * i / kDiscSides;
        points->InsertNextPoint(radius * std::cos(a), 0, radius * std::sin(a));
        colors->InsertNextTypedTuple(rim.data());
        const vtkIdType ids[3] = {0, 1 + (i + 1) % kDiscSides, 1 + i};
        triangles->InsertNextCell(3, ids);
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetPolys(triangles);
    data->GetPointData()->SetScalars(colors);
    return data;
}

void attach(vtkActor& actor, vtkPolyData& data) {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(&data);
    actor.SetMapper(mapper);
}

void setLines(vtkPolyData& data, vtkIdType first, vtkIdType last) {
    vtkNew<vtkCellArray> lines;
    if (last > first) {
        lines->InsertNextCell(int(last - first + 1));
        for (vtkIdType i = first; i <= last; ++i) lines->InsertCellPoint(i);
    }
    data.SetLines(lines);
    data.Modified();
}

}  // namespace

PersonLayer::PersonLayer(vtkRenderer& renderer, PersonId id, std::shared_ptr<const body::BodyModel> body)
    : renderer_(renderer), color_(personColor(id)), mesh_(std::move(body), color_) {
    attach(*pastActor_, *past_);
    attach(*futureActor_, *future_);
    attach(*rawActor_, *raw_);
    rawActor_->GetProperty()->SetLighting(false);
    rawActor_->GetProperty()->SetColor(0.62, 0.62, 0.62);
    rawActor_->GetProperty()->SetOpacity(0.6);
    rawActor_->GetProperty()->SetLineWidth(1);
    for (vtkActor* line : {pastActor_.Get(), futureActor_.Get()}) {
        line->GetProperty()->SetLighting(false);
        line->GetProperty()->SetColor(color_.x(), color_.y(), color_.z());
    }
    pastActor_->GetProperty()->SetLineWidth(3);
    futureActor_->GetProperty()->SetLineWidth(1.5);
    futureActor_->GetProperty()->SetOpacity(0.45);
    const auto byte = [&](int c) { return static_cast<unsigned char>(std::lround(255 * color_[c])); };
    attach(*markerActor_, *disc(kMarkerRadiusM, {byte(0), byte(1), byte(2), 255}, {byte(0), byte(1), byte(2), 255}));
    attach(*shadowActor_, *disc(kShadowRadiusM, {0, 0, 0, 130}, {0, 0, 0, 0}));
    markerActor_->GetProperty()->SetLighting(false);
    shadowActor_->GetProperty()->SetLighting(false);
    shadowActor_->ForceTranslucentOn();
    for (vtkActor* a : {shadowActor_.Get(), rawActor_.Get(), futureActor_.Get(), pastActor_.Get(), markerActor_.Get()}) {
        a->VisibilityOff();
        renderer_.AddActor(a);
    }
    mesh_.addTo(renderer_);
}

PersonLayer::~PersonLayer() {
    for (vtkActor* a : {shadowActor_.Get(), rawActor_.Get(), futureActor_.Get(), pastActor_.Get(), markerActor_.Get()}) renderer_.RemoveActor(a);
}

void PersonLayer::setClip(ClipPtr clip) {
    if (clip == clip_) return;
    mesh_.setShape(clip->betas);
    clip_ = std::move(clip);
    buildPath();
}

void PersonLayer::buildPath() {
    path_.clear();
    const Eigen::Vector3d rest = mesh_.restJoints().row(0).transpose();
    vtkNew<vtkPoints> points;
    for (const auto& f : clip_->frames) {
        path_.push_back(rest + f.poseInWorld.translationM);
        points->InsertNextPoint(path_.back().x(), kAboveFloorM, path_.back().z());
    }
    past_->SetPoints(points);
    future_->SetPoints(points);
    // Where the camera saw the person, in grey beside it: what the trajectory was made from. A moving camera's own place is
    // solved from the trajectory, so that there is nothing to compare.
    vtkNew<vtkPoints> seen;
    if (clip_->cameraKind != body::CameraKind::Estimated && !clip_->camFromWorld.empty())
        for (std::size_t i = 0; i < clip_->frames.size(); ++i) {
            const Eigen::Vector3d p = clip_->camFromWorldAt(i).inverse() * Eigen::Vector3d(rest + clip_->frames[i].poseInCam.translationM);
            seen->InsertNextPoint(p.x(), 0.5 * kAboveFloorM, p.z());
        }
    raw_->SetPoints(seen);
    setLines(*raw_, 0, seen->GetNumberOfPoints() - 1);
}

void PersonLayer::showFrame(FrameIndex frame) {
    pelvis_.reset();
    const std::int64_t at = clip_ ? clip_->find(frame) : -1;
    const bool shown = at >= 0 && clip_->frames[std::size_t(at)].isWorthShowing();
    if (!shown) mesh_.hide();
    for (vtkActor* a : {shadowActor_.Get(), markerActor_.Get()}) a->SetVisibility(shown);
    const bool any = clip_ && !clip_->frames.empty();
    pastActor_->SetVisibility(any && trajectoryVisible_);
    futureActor_->SetVisibility(any && trajectoryVisible_);
    rawActor_->SetVisibility(any && trajectoryVisible_);
    if (!any) return;
    updatePath(at >= 0 ? std::size_t(at) : (frame < clip_->frames.front().frame ? 0 : clip_->frames.size() - 1));
    if (!shown) return;
    pelvis_ = path_[std::size_t(at)];
    // A body that was not seen, only in-filled, is a ghost.
    mesh_.show(clip_->frames[std::size_t(at)].poseInWorld, clip_->frames[std::size_t(at)].visible ? 1.0 : 0.35);
    shadowActor_->SetPosition(pelvis_->x(), 0.5 * kAboveFloorM, pelvis_->z());
    markerActor_->SetPosition(pelvis_->x(), 1.5 * kAboveFloorM, pelvis_->z());
    markerActor_->SetVisibility(trajectoryVisible_);
}

void PersonLayer::updatePath(std::size_t at) {
    setLines(*past_, 0, vtkIdType(at));
    setLines(*future_, vtkIdType(at), vtkIdType(path_.size()) - 1);
}

void PersonLayer::setTrajectoryVisible(bool visible) { trajectoryVisible_ = visible; }

void PersonLayer::setSelected(bool selected) {
    const Eigen::Vector3f c = selected ? Eigen::Vector3f(0.85f * color_ + 0.15f * Eigen::Vector3f::Ones()) : color_;
    mesh_.setColor(c);
    pastActor_->GetProperty()->SetLineWidth(selected ? 4 : 3);
}

}  // namespace ropetp::render
