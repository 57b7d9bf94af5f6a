#pragma once

#include "base/pinhole_camera.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <vector>

namespace ropetp::render {

/// Where the 3D view is seen from; world frame, metres, Y up.
struct ViewPose {
    Eigen::Vector3d eye, target, up;
    double verticalFovRad = 0.6;
};

/// The viewer's camera: turns about a target. Angles change by drags, distance by the wheel.
class OrbitCamera {
  public:
    ViewPose pose() const;

    /// Drags in parts of the view's height.
    void orbit(double right, double down);
    void pan(double right, double down);
    /// > 1 goes away, < 1 comes near.
    void zoom(double factor);

    void setTarget(const Eigen::Vector3d& target) { target_ = target; }
    const Eigen::Vector3d& target() const { return target_; }
    void setAngles(double yawRad, double pitchRad);
    void setDistance(double distanceM);
    double distanceM() const { return distance_; }
    /// Comes as near as sees all points, from the present side, with a margin; not empty.
    void fit(const std::vector<Eigen::Vector3d>& pointsM, double aspect);

  private:
    Eigen::Vector3d target_{0, 0.9, 0};
    double yaw_ = 0.6;         ///< 0: from +Z
    double pitch_ = 0.35;      ///< above the horizon
    double distance_ = 5;
};

/// Through the video's camera: its frame fills the view as far as the aspects allow.
ViewPose videoCameraPose(const Eigen::Isometry3d& camFromWorld, const PinholeCamera& camera, double viewAspect);

/// What lies below a point of the view: from the eye along a unit direction, world frame.
struct ViewRay {
    Eigen::Vector3d origin, direction;
};
/// The inverse of projectToView(). @param x, y  pixels from the top left corner.
ViewRay rayThroughView(const ViewPose& pose, double x, double y, double viewWidth, double viewHeight);

/// Position on the view, pixels from the top left corner; z is the depth along the line of sight (<= 0: behind).
Eigen::Vector3d projectToView(const ViewPose& pose, const Eigen::Vector3d& pointInWorld, double viewWidth, double viewHeight);

}  // namespace ropetp::render
