#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "render/world/orbit_camera.h"

#include <vtkActor.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// What the 3D view shows, as VTK actors. Not part of any public header.
namespace ropetp::render {

using ClipPtr = std::shared_ptr<const body::MotionClip>;

/// The floor: a grid that fades with distance, with the world's axes.
class GroundLayer {
  public:
    explicit GroundLayer(vtkRenderer& renderer);
    void setDark(bool dark);

  private:
    vtkNew<vtkPolyData> grid_;
    bool dark_ = true;
    void build();
};

/// One person's body on the current frame, its shadow on the floor, and the way of the pelvis.
class PersonLayer {
  public:
    PersonLayer(vtkRenderer& renderer, PersonId id, std::shared_ptr<const body::BodyModel> body);
    ~PersonLayer();
    PersonLayer(const PersonLayer&) = delete;
    PersonLayer& operator=(const PersonLayer&) = delete;

    /// A clip to draw; the same pointer again costs nothing.
    void setClip(ClipPtr clip);
    void showFrame(FrameIndex frame);
    void setTrajectoryVisible(bool visible);
    void setSelected(bool selected);
    /// Where the pelvis is on the frame shown; nullopt when nobody is drawn.
    std::optional<Eigen::Vector3d> pelvisInWorld() const { return pelvis_; }
    const std::vector<Eigen::Vector3d>& path() const { return path_; }
    const body::MotionClip* clip() const { return clip_.get(); }

  private:
    void buildPath();
    void updateMesh(const body::MotionFrame& frame);
    void updatePath(std::size_t at);

    vtkRenderer& renderer_;
    std::shared_ptr<const body::BodyModel> body_;
    Eigen::Vector3f color_;
    ClipPtr clip_;
    std::unique_ptr<body::Skinner> skinner_;
    body::VertexArray vertices_, normals_;
    std::vector<Eigen::Vector3d> path_;
    std::optional<Eigen::Vector3d> pelvis_;
    bool trajectoryVisible_ = true;
    vtkNew<vtkPolyData> mesh_, past_, future_, raw_;
    vtkNew<vtkActor> meshActor_, pastActor_, futureActor_, rawActor_, markerActor_, shadowActor_;
};

/// The video's camera as a small pyramid with a mark on its upper side.
class FrustumLayer {
  public:
    explicit FrustumLayer(vtkRenderer& renderer);
    void set(const Eigen::Isometry3d& camFromWorld, const PinholeCamera& camera);
    void setVisible(bool visible);
    void setDark(bool dark);

  private:
    vtkNew<vtkPolyData> lines_;
    vtkNew<vtkActor> actor_;
    bool known_ = false, wanted_ = true;
};

}  // namespace ropetp::render
