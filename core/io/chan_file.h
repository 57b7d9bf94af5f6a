#pragma once

#include "base/result.h"
#include "io/euler.h"
#include "io/export_scene.h"

#include <Eigen/Geometry>

#include <filesystem>
#include <vector>

namespace ropetp::io {

/// Rotations of a .chan file: about X, then Y, then Z ("XYZ" in Blender, its importer's default). The file does not say
/// so: a program that takes another order (Nuke's cameras are ZXY at first) has to be set to this one.
inline constexpr EulerOrder kChanOrder = kZyx;

/// Writes the camera as .chan, atomically: `frame tx ty tz rx ry rz vfov` from frame 1, one row a frame of the scene
/// also where the camera stands still; metres, Y up, looking along -Z, degrees. The principal point is not
/// carried, nor is the shape of the picture: Blender's importer asks for the sensor's size, whose sides have to be as the
/// picture's (its default is 16:9). InvalidInput without a camera or frames; WriteFailed, DiskFull.
Result<void> writeChan(const std::filesystem::path& path, const ExportScene& scene);

struct CameraMotion {
    std::vector<int> frames;                           ///< as in the file
    std::vector<Eigen::Isometry3d> worldFromCamera;    ///< looks along -Z, Y up
    std::vector<double> verticalFovDeg;                ///< 0 where the file has none
};

/// CorruptFile with the line number; UnsupportedFormat above 16 million rows.
Result<CameraMotion> readChan(const std::filesystem::path& path);

}  // namespace ropetp::io
