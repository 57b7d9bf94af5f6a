#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "render/world/ghost_options.h"
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

/// Shared by layers: lines on the floor are lifted so that they don't fight with the grid.
inline constexpr double kAboveFloorM = 0.004;

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

/// A skinned body as triangles.
class BodyMesh {
  public:
    BodyMesh(std::shared_ptr<const body::BodyModel> body, const Eigen::Vector3f& color);
    ~BodyMesh();
    BodyMesh(const BodyMesh&) = delete;
    BodyMesh& operator=(const BodyMesh&) = delete;

    /// Hidden until show(). Goes when the mesh does.
    void addTo(vtkRenderer& renderer);
    void setShape(const body::Betas& betas);
    void setColor(const Eigen::Vector3f& color);
    /// After setShape().
    void show(const body::Pose& poseInWorld, double opacity);
    void hide();
    const body::JointPositions& restJoints() const { return skinner_->restJoints(); }

  private:
    std::shared_ptr<const body::BodyModel> body_;
    body::Betas betas_ = body::Betas::Zero();
    std::unique_ptr<body::Skinner> skinner_;
    body::VertexArray vertices_, normals_;
    vtkRenderer* renderer_ = nullptr;
    vtkNew<vtkPolyData> data_;
    vtkNew<vtkActor> actor_;
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
    const ClipPtr& sharedClip() const { return clip_; }

  private:
    void buildPath();
    void updatePath(std::size_t at);

    vtkRenderer& renderer_;
    Eigen::Vector3f color_;
    BodyMesh mesh_;
    ClipPtr clip_;
    std::vector<Eigen::Vector3d> path_;
    std::optional<Eigen::Vector3d> pelvis_;
    bool trajectoryVisible_ = true;
    vtkNew<vtkPolyData> past_, future_, raw_;
    vtkNew<vtkActor> pastActor_, futureActor_, rawActor_, markerActor_, shadowActor_;
};

/// The selected person on frames before and after, translucent: fainter the further away in time.
class GhostLayer {
  public:
    explicit GhostLayer(vtkRenderer& renderer) : renderer_(renderer) {}
    void setOptions(const GhostOptions& options) { options_ = options; }
    /// @param body  null, or clip null: none.
    void show(const std::shared_ptr<const body::BodyModel>& body, const ClipPtr& clip, FrameIndex frame);

  private:
    vtkRenderer& renderer_;
    GhostOptions options_;
    std::shared_ptr<const body::BodyModel> body_;
    std::vector<std::unique_ptr<BodyMesh>> meshes_;
};

/// What is told of a path beside the path itself: how it was before, as a grey line, and how sure it is, as a tube.
class PathNotesLayer {
  public:
    explicit PathNotesLayer(vtkRenderer& renderer);
    /// Pelvis places, world; drawn on the floor. Empty: none.
    void setBefore(const std::vector<Eigen::Vector3d>& pathM);
    /// As many radii as places. Empty: none.
    void setSpread(const std::vector<Eigen::Vector3d>& meanM, const std::vector<double>& radiusM);
    void setDark(bool dark);

  private:
    vtkNew<vtkPolyData> before_, tube_;
    vtkNew<vtkActor> beforeActor_, tubeActor_;
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
