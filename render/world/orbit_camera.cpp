#include "render/world/orbit_camera.h"

#include <algorithm>
#include <cmath>

namespace ropetp::render {
namespace {

constexpr double kFovRad = 0.6;
constexpr double kSteepest = 1.5533;   ///< 89 degrees: straight down has no heading
constexpr double kNearestM = 0.3, kFarthestM = 200;
constexpr double kTurnPerHeight = 3.2;

struct Axes { Eigen::Vector3d right, up, back; };

Axes axesOf(const ViewPose& p) {
    Axes a;
    a.back = (p.eye - p.target).normalized();
    a.right = p.up.cross(a.back).normalized();
    a.up = a.back.cross(a.right);
    return a;
}

}  // namespace

ViewPose OrbitCamera::pose() const {
    const Eigen::Vector3d away(std::sin(yaw_) * std::cos(pitch_), std::sin(pitch_), std::cos(yaw_) * std::cos(pitch_));
    return {target_ + distance_ * away, target_, Eigen::Vector3d::UnitY(), kFovRad};
}

void OrbitCamera::orbit(double right, double down) { setAngles(yaw_ - kTurnPerHeight * right, pitch_ + kTurnPerHeight * down); }

void OrbitCamera::pan(double right, double down) {
    const Axes a = axesOf(pose());
    const double height = 2 * distance_ * std::tan(kFovRad / 2);
    target_ += height * (down * a.up - right * a.right);
}

void OrbitCamera::zoom(double factor) { setDistance(distance_ * factor); }

void OrbitCamera::setAngles(double yawRad, double pitchRad) {
    yaw_ = std::remainder(yawRad, 2 * EIGEN_PI);
    pitch_ = std::clamp(pitchRad, -kSteepest, kSteepest);
}

void OrbitCamera::setDistance(double distanceM) { distance_ = std::clamp(distanceM, kNearestM, kFarthestM); }

/// Each point bounds the eye by a plane on each side of the view: how far back it has to be, and where across then.
void OrbitCamera::fit(const std::vector<Eigen::Vector3d>& points, double aspect) {
    constexpr double kFilled = 0.88;   // of the view
    const Axes a = axesOf(pose());
    const double tanY = kFilled * std::tan(kFovRad / 2), tanX = tanY * aspect;
    double left = 1e300, right = -1e300, low = 1e300, high = -1e300, depth = 0;
    for (const auto& p : points) {
        const double x = a.right.dot(p), y = a.up.dot(p), z = -a.back.dot(p);
        left = std::min(left, x + z * tanX), right = std::max(right, x - z * tanX);
        low = std::min(low, y + z * tanY), high = std::max(high, y - z * tanY);
        depth += z / double(points.size());
    }
    const double eyeX = 0.5 * (left + right), eyeY = 0.5 * (low + high), eyeZ = std::min((left - right) / (2 * tanX), (low - high) / (2 * tanY));
    target_ = eyeX * a.right + eyeY * a.up - depth * a.back;
    setDistance(depth - eyeZ);
}

ViewPose videoCameraPose(const Eigen::Isometry3d& camFromWorld, const PinholeCamera& camera, double viewAspect) {
    const Eigen::Isometry3d worldFromCam = camFromWorld.inverse();
    ViewPose p;
    p.eye = worldFromCam.translation();
    p.target = worldFromCam * Eigen::Vector3d(0, 0, 1);
    p.up = worldFromCam.linear() * Eigen::Vector3d(0, -1, 0);
    const double halfHeight = camera.height / 2.0 / camera.fy, halfWidth = camera.width / 2.0 / camera.fx;
    p.verticalFovRad = 2 * std::atan(std::max(halfHeight, halfWidth / viewAspect));
    return p;
}

Eigen::Vector3d projectToView(const ViewPose& pose, const Eigen::Vector3d& point, double width, double height) {
    const Axes a = axesOf(pose);
    const Eigen::Vector3d d = point - pose.eye;
    const double depth = -d.dot(a.back);
    const double scale = height / (2 * std::tan(pose.verticalFovRad / 2)) / std::max(depth, 1e-6);
    return {width / 2 + scale * d.dot(a.right), height / 2 - scale * d.dot(a.up), depth};
}

ViewRay rayThroughView(const ViewPose& pose, double x, double y, double width, double height) {
    const Axes a = axesOf(pose);
    const double perPx = 2 * std::tan(pose.verticalFovRad / 2) / std::max(1.0, height);
    return {pose.eye, (perPx * (x - width / 2) * a.right - perPx * (y - height / 2) * a.up - a.back).normalized()};
}

}  // namespace ropetp::render
