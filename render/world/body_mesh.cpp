#include "render/world/scene_p.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

#include <cstring>

namespace ropetp::render {

BodyMesh::BodyMesh(std::shared_ptr<const body::BodyModel> body, const Eigen::Vector3f& color) : body_(std::move(body)) {
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    points->SetNumberOfPoints(body_->vertexCount());
    data_->SetPoints(points);
    vtkNew<vtkCellArray> triangles;
    for (Eigen::Index f = 0; f < body_->data().faces.rows(); ++f) {
        const vtkIdType ids[3] = {body_->data().faces(f, 0), body_->data().faces(f, 1), body_->data().faces(f, 2)};
        triangles->InsertNextCell(3, ids);
    }
    data_->SetPolys(triangles);
    vtkNew<vtkFloatArray> normals;
    normals->SetNumberOfComponents(3);
    normals->SetNumberOfTuples(body_->vertexCount());
    data_->GetPointData()->SetNormals(normals);
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data_);
    actor_->SetMapper(mapper);
    actor_->VisibilityOff();
    vtkProperty* skin = actor_->GetProperty();
    skin->SetInterpolationToPhong();
    skin->SetAmbient(0.12);
    skin->SetDiffuse(0.85);
    skin->SetSpecular(0.18);
    skin->SetSpecularPower(24);
    setColor(color);
}

BodyMesh::~BodyMesh() {
    if (renderer_) renderer_->RemoveActor(actor_);
}

void BodyMesh::addTo(vtkRenderer& renderer) {
    renderer_ = &renderer;
    renderer.AddActor(actor_);
}

void BodyMesh::setShape(const body::Betas& betas) {
    if (skinner_ && betas_ == betas) return;
    betas_ = betas;
    skinner_ = std::make_unique<body::Skinner>(body_, betas);
}

void BodyMesh::setColor(const Eigen::Vector3f& c) { actor_->GetProperty()->SetColor(c.x(), c.y(), c.z()); }

void BodyMesh::show(const body::Pose& poseInWorld, double opacity) {
    skinner_->skin(poseInWorld, vertices_);
    const auto& faces = body_->data().faces;
    normals_.setZero(vertices_.rows(), 3);
    for (Eigen::Index f = 0; f < faces.rows(); ++f) {
        const Eigen::RowVector3f a = vertices_.row(faces(f, 0));
        const Eigen::RowVector3f n = (vertices_.row(faces(f, 1)) - a).cross(vertices_.row(faces(f, 2)) - a);
        for (int c = 0; c < 3; ++c) normals_.row(faces(f, c)) += n;
    }
    normals_.rowwise().normalize();
    const std::size_t bytes = std::size_t(vertices_.size()) * sizeof(float);
    std::memcpy(data_->GetPoints()->GetVoidPointer(0), vertices_.data(), bytes);
    std::memcpy(data_->GetPointData()->GetNormals()->GetVoidPointer(0), normals_.data(), bytes);
    data_->GetPoints()->Modified();
    data_->GetPointData()->GetNormals()->Modified();
    data_->Modified();
    actor_->GetProperty()->SetOpacity(opacity);
    actor_->VisibilityOn();
}

void BodyMesh::hide() { actor_->VisibilityOff(); }

}  // namespace ropetp::render
