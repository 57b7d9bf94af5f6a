#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <cmath>

namespace ropetp {

/// A pinhole camera without distortion. Pixels of the upright frame; integer coordinates are pixel
/// centres (OpenCV's convention), so (0,0) is the centre of the top-left pixel.
/// Camera frame: x right, y down, z forward, metres.
struct PinholeCamera {
    double fx = 0, fy = 0;  ///< focal lengths, pixels
    double cx = 0, cy = 0;  ///< principal point, pixels
    int width = 0, height = 0;

    /// Square pixels, principal point at the centre of the frame.
    static PinholeCamera centred(int width, int height, double focalPx) {
        return {focalPx, focalPx, (width - 1) / 2.0, (height - 1) / 2.0, width, height};
    }
    /// The focal length assumed when nothing better is known (paper-notes row 9): the diagonal.
    static double defaultFocalPx(int width, int height) { return std::hypot(width, height); }

    /// Pixel of a point in front of the camera (z > 0).
    Eigen::Vector2d project(const Eigen::Vector3d& pointInCam) const {
        return {fx * pointInCam.x() / pointInCam.z() + cx, fy * pointInCam.y() / pointInCam.z() + cy};
    }
    /// Direction through a pixel, with z = 1.
    Eigen::Vector3d ray(const Eigen::Vector2d& px) const {
        return {(px.x() - cx) / fx, (px.y() - cy) / fy, 1.0};
    }
    Eigen::Matrix3d matrix() const {
        Eigen::Matrix3d k;
        k << fx, 0, cx, 0, fy, cy, 0, 0, 1;
        return k;
    }
};

}  // namespace ropetp
