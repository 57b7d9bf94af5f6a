#pragma once

#include "body/body_model.h"
#include "train/rope_sample.h"

#include <optional>

namespace ropetp::train {

/// Where the pelvis must be for joints to be seen where they are, by least squares: metres in the view.
/// @param joints  J x 3 from the pelvis, in the view; @param at  J x 2, -1..1 across the crop; @param weight  of each
/// joint; @param focal  in half crops. Nothing with fewer than six joints, or where the person would stand behind the
/// camera or far from what is seen (more than a tenth of a half crop on average).
std::optional<Eigen::Vector3d> pelvisFromPoints(const body::JointPositions& joints, const Eigen::Matrix<float, body::kJointCount, 2, Eigen::RowMajor>& at,
                                                const std::array<float, body::kJointCount>& weight, double focal);

/// The body's parts in the crop (paper's masks of L_Att): the SMPL joint that moves the nearest surface, kBackground
/// elsewhere. @param poseInView  with its translation.
std::array<std::uint8_t, kPartMap * kPartMap> drawParts(const std::shared_ptr<const body::BodyModel>& body, const body::Betas& betas, const body::Pose& poseInView, double focal);

}  // namespace ropetp::train
