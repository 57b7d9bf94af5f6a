#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QWidget>

#include "base/ids.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "render/world/ghost_options.h"
#include "render/world/orbit_camera.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ropetp::render {

enum class ViewPreset { Perspective, Front, Side, Top, VideoCamera };

/// The 3D view of the world: grid floor, bodies, trajectories, camera frustum. Y up, metres.
/// Left drag orbits, middle or shift-left drag pans, wheel and right drag zoom, double click picks
/// the person to follow. GUI thread only.
class WorldView : public QWidget {
    Q_OBJECT

  public:
    explicit WorldView(QWidget* parent = nullptr);
    ~WorldView() override;

    void setBody(std::shared_ptr<const body::BodyModel> body);
    /// Solved persons; replaces what was there. Cheap when a clip pointer is unchanged.
    void setClips(std::map<PersonId, std::shared_ptr<const body::MotionClip>> clips);
    /// Frames of a solve that is still running, added to what was streamed before and drawn until
    /// setClips() brings the result.
    void showStreamed(const std::shared_ptr<const body::MotionClip>& part);
    void setCurrentFrame(FrameIndex frame);
    void setSelectedPerson(std::optional<PersonId> person);
    /// The camera keeps the person in view, nullopt: free.
    void setFollowedPerson(std::optional<PersonId> person);
    std::optional<PersonId> followedPerson() const;
    void setPreset(ViewPreset preset);
    /// Sees all trajectories.
    void fitAll();
    void setTrajectoryVisible(bool visible);
    void setFrustumVisible(bool visible);
    /// Of the selected person.
    void setGhosts(const GhostOptions& options);
    const GhostOptions& ghosts() const;
    /// A path that was, in grey on the floor: pelvis places, world. Empty: none.
    void setPathBefore(const std::vector<Eigen::Vector3d>& pathM);
    /// How sure a path is, as a tube round it. @param radiusM  as many as places. Empty: none.
    void setSpread(const std::vector<Eigen::Vector3d>& meanM, const std::vector<double>& radiusM);
    void setDark(bool dark);

    /// Where a point of the world is drawn: pixels of the widget (logical), z > 0 in front of the viewer.
    Eigen::Vector3d project(const Eigen::Vector3d& pointInWorld) const;
    /// What lies below a point of the widget (logical pixels).
    ViewRay rayThrough(const QPointF& at) const;
    /// Where the line of sight through a point of the widget meets the plane y = heightM; nullopt above the horizon and beyond 200 m.
    std::optional<Eigen::Vector3d> onPlane(const QPointF& at, double heightM) const;

  Q_SIGNALS:
    void personPicked(ropetp::PersonId person);
    /// It is looked at from somewhere else: what is drawn over the view moves.
    void viewMoved();

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::render
