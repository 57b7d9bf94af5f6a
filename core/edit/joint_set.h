#pragma once

#include "pose/constrained_interpolation.h"

#include <array>
#include <optional>
#include <string_view>

namespace ropetp::edit {

using pose::JointSet;

/// Groups of joints that an edit may be limited to.
enum class Limb { WholeBody, Torso, Head, LeftArm, RightArm, LeftLeg, RightLeg };
inline constexpr int kLimbCount = 7;
/// In the order of Limb; no joint has one of these names.
inline constexpr std::array<std::string_view, kLimbCount> kLimbNames = {"whole_body", "torso", "head_and_neck", "left_arm", "right_arm", "left_leg", "right_leg"};

/// Arms begin at the collars, legs at the hips; the torso is the pelvis and the spine.
JointSet jointsOf(Limb limb);
/// The same joints of the other side.
JointSet mirrored(const JointSet& joints);
/// A joint's or a limb's name; nullopt for any other.
std::optional<JointSet> jointsNamed(std::string_view name);
inline JointSet wholeBody() { return jointsOf(Limb::WholeBody); }

}  // namespace ropetp::edit
