#pragma once

#include "body/skeleton.h"

#include <array>
#include <optional>
#include <string_view>

namespace ropetp::train {

/// What a data set's joint tells of SMPL's.
struct NamedJoint {
    int joint;      ///< SMPL's
    float weight;   ///< below 1 where the two are not at the same place (hips, pelvis, neck)
};

/// By the names that data sets use ("left_hip", "mpii_pelvis"): the one table. Nothing for joints that SMPL's
/// skeleton lacks (eyes, ears, the top of the head).
std::optional<NamedJoint> jointNamed(std::string_view name);

/// COCO's 17 key points, for files that do not name them.
inline constexpr std::array<std::string_view, 17> kCocoNames = {
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
    "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle"};

/// The 24 joints of SPIN's lists (`part`, `S`).
inline constexpr std::array<std::string_view, 24> kSpinNames = {
    "right_ankle", "right_knee", "right_hip", "left_hip", "left_knee", "left_ankle", "right_wrist", "right_elbow", "right_shoulder",
    "left_shoulder", "left_elbow", "left_wrist", "lsp_neck", "head_top", "mpii_pelvis", "mpii_thorax", "h36m_spine", "h36m_jaw",
    "h36m_head", "nose", "left_eye", "right_eye", "left_ear", "right_ear"};

/// The 18 points of 3DPW's `poses2d` (OpenPose's COCO model).
inline constexpr std::array<std::string_view, 18> kOpenPoseNames = {
    "nose", "openpose_neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist", "right_hip",
    "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "right_eye", "left_eye", "right_ear", "left_ear"};

}  // namespace ropetp::train
