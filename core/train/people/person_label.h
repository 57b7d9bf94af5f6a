#pragma once

#include "base/pinhole_camera.h"
#include "body/pose.h"
#include "track/crop_region.h"

#include <array>
#include <filesystem>
#include <optional>

namespace ropetp::train {

/// One person in one picture, as a data set labels it. J = 24 SMPL joints.
struct PersonLabel {
    std::filesystem::path picture;
    Eigen::Matrix<double, body::kJointCount, 2, Eigen::RowMajor> px = decltype(px)::Zero();  ///< pixels, integers at centres
    std::array<float, body::kJointCount> pxWeight{};      ///< 0 where px is not labelled
    std::array<float, body::kJointCount> seen{};          ///< as RopeSample::visible
    track::CropRegion box;                                ///< upright square around the person; may be not valid
    /// The picture's camera: then pose and joints are in its axes. Without one they are in the axes of an upright
    /// crop around the person, as SPIN's and PARE's lists have them, whatever its place in the picture.
    std::optional<PinholeCamera> camera;
    std::optional<body::Pose> pose;                       ///< translation unused
    std::optional<body::Betas> betas;
    body::JointPositions joints = body::JointPositions::Zero();   ///< where no pose is known; metres, any origin
    std::array<float, body::kJointCount> jointWeight{};           ///< 0 where `joints` is not labelled
};

}  // namespace ropetp::train
