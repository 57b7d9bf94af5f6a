#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ropetp::body {

/// SMPL's joints in SMPL's order. Left is the person's left.
enum class Joint : std::uint8_t {
    Pelvis, LeftHip, RightHip, Spine1, LeftKnee, RightKnee, Spine2, LeftAnkle, RightAnkle, Spine3,
    LeftFoot, RightFoot, Neck, LeftCollar, RightCollar, Head, LeftShoulder, RightShoulder,
    LeftElbow, RightElbow, LeftWrist, RightWrist, LeftHand, RightHand
};

inline constexpr int kJointCount = 24;
inline constexpr int kShapeCount = 10;
/// SMPL's pose blend shapes: the nine elements of R - I of the 23 joints below the pelvis.
inline constexpr int kPoseFeatureCount = 207;

constexpr int index(Joint j) { return static_cast<int>(j); }

/// Parent of each joint; -1 for the pelvis. A parent comes before its children.
inline constexpr std::array<int, kJointCount> kParents = {
    -1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21};

/// Short English names, e.g. "left_hip".
inline constexpr std::array<std::string_view, kJointCount> kJointNames = {
    "pelvis", "left_hip", "right_hip", "spine1", "left_knee", "right_knee", "spine2", "left_ankle",
    "right_ankle", "spine3", "left_foot", "right_foot", "neck", "left_collar", "right_collar",
    "head", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist",
    "right_wrist", "left_hand", "right_hand"};

/// The joint on the other side; the joint itself on the midline.
inline constexpr std::array<int, kJointCount> kMirror = {
    0, 2, 1, 3, 5, 4, 6, 8, 7, 9, 11, 10, 12, 14, 13, 15, 17, 16, 19, 18, 21, 20, 23, 22};

}  // namespace ropetp::body
