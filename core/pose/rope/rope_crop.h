#pragma once

#include "base/pinhole_camera.h"
#include "body/pose.h"
#include "track/crop_region.h"

#include <span>

namespace ropetp::pose {

/// The square that Rope looks at, and the camera that looks through it. The crop is turned so that the trunk
/// is upright; Rope's rotations are given for the crop's own view (z along the ray through its middle, y down
/// in the crop), because the picture alone shows nothing else.

/// Around the points of a person in the picture. @param points  pixels; @param weights  0 = not seen.
/// @param hips, shoulders  their middles, pixels. Not valid where fewer than three points are seen.
track::CropRegion ropeCrop(std::span<const Eigen::Vector2f> points, std::span<const float> weights, const Eigen::Vector2f& hips,
                           const Eigen::Vector2f& shoulders);

/// The same for a reading of the landmark model.
track::CropRegion ropeCropOf(const track::Landmarks& landmarks);

/// The crop that the landmark model was shown, where Rope can look at it just as well: not much larger or smaller than
/// ropeCropOf's, around the same person and turned alike. Else ropeCropOf's. Somebody else's pass over it then does.
track::CropRegion sharedCropOf(const track::Landmarks& landmarks);

/// Rotation from the crop's view to the camera.
Eigen::Matrix3d camFromView(const PinholeCamera& camera, const track::CropRegion& crop);

/// Focal length in units of half the crop's side: what scale turns into depth (paper-notes row 9).
double focalInCrops(const PinholeCamera& camera, const track::CropRegion& crop);

/// Where the pelvis is in the camera (paper-notes row 9): the place from which the picture shows the joints where
/// Rope sees them in the crop (least squares). Away from the middle of a picture a crop is stretched, so that
/// scale alone would put people up to a fifth too near. @param scale  half crops a metre; @param pelvisM  x and y of
/// the pelvis in the crop's view; @param jointsInView  relative to the pelvis, metres.
Eigen::Vector3d pelvisInCam(const PinholeCamera& camera, const track::CropRegion& crop, double scale, const Eigen::Vector2d& pelvisM, const body::JointPositions& jointsInView);

/// 3 x 3: homogeneous crop pixel (side `cropPx`, integers at centres) of a homogeneous picture pixel.
Eigen::Matrix3d cropFromPicture(const track::CropRegion& crop, int cropPx);

}  // namespace ropetp::pose
