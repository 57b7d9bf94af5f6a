#pragma once

#include "body/body_model.h"
#include "pose/pose_prior.h"
#include "train/motion_library.h"

#include <vector>

namespace ropetp::train {

/// The shape whose bones are as long as these: least squares on lengths of limbs, hips, shoulders and trunk,
/// held near the mean shape. @param joints  24 or more rows in SMPL's order, any pose (22 rows: no hands).
body::Betas matchShape(const body::BodyModel& body, const Eigen::Ref<const Eigen::Matrix<double, Eigen::Dynamic, 3, Eigen::RowMajor>>& joints);

/// A recording in the joints of our body: rotations whose forward kinematics meets the recorded joints
/// (Gauss-Newton, each frame from the one before), ranges of motion where positions say nothing (twists).
struct RetargetedMotion {
    body::Betas betas;
    std::vector<body::Pose> poses;   ///< Y up
    double meanErrorMm = 0;          ///< of the limbs' joints
};
RetargetedMotion retarget(const body::BodyModel& body, const RecordedMotion& motion, int everyNth);

}  // namespace ropetp::train
