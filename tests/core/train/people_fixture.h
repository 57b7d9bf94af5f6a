#pragma once

#include "base/pinhole_camera.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "pose/rope/rope_crop.h"
#include "train/people/labelled_pictures.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace ropetp::fixture {

inline constexpr int kWide = 320, kHigh = 256;

/// A picture whose red is x and whose green is y (halved), so that a crop tells where each pixel came from. A PPM
/// under any name: what a file is shows in its first bytes.
inline void writePicture(const std::filesystem::path& path) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << "P6\n" << kWide << ' ' << kHigh << "\n255\n";
    for (int y = 0; y < kHigh; ++y)
        for (int x = 0; x < kWide; ++x) out.put(char(x / 2)).put(char(y / 2)).put(char(90));
}

/// Somebody who walks, a little turned away from the camera; `camera` axes (y down).
inline body::Pose walkerInCam() {
    body::Pose p;
    p.axisAngleRad[0] = Eigen::Vector3d(3.0, 0.2, 0.3);   // about half a turn about x: y of the body is up
    p.axisAngleRad[1] = {-0.5, 0.05, 0.1};
    p.axisAngleRad[4] = {0.6, 0, 0};
    p.axisAngleRad[16] = {0.1, 0.2, -1.1};
    p.axisAngleRad[17] = {0.2, 0.4, 1.0};
    p.axisAngleRad[18] = {0, -0.5, 0};
    p.axisAngleRad[19] = {0, 0.7, 0.1};
    return p;
}

inline body::Betas someBetas() {
    body::Betas b = body::Betas::Zero();
    b[0] = 0.8;
    b[1] = -0.6;
    return b;
}

/// Where a position -1..1 of a crop lies in the picture.
inline Eigen::Vector2d inPicture(const track::CropRegion& crop, const Eigen::Vector2f& at) {
    const Eigen::Vector2d px = (at.cast<double>().array() * (train::kCropPx / 2.0) + (train::kCropPx - 1) / 2.0).matrix();
    const Eigen::Vector3d p = pose::cropFromPicture(crop, train::kCropPx).inverse() * Eigen::Vector3d(px.x(), px.y(), 1);
    return p.head<2>();
}

}  // namespace ropetp::fixture
