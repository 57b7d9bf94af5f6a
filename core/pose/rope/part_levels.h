#pragma once

#include "body/skeleton.h"

#include <array>

namespace ropetp::pose {

/// The hierarchy of parts that Rope looks at (paper section 3.2; paper-notes row 2): the one table from
/// joints to parts. Inter: head+neck, upper torso, lower torso, left and right upper arm, forearm+hand, thigh,
/// shank+foot. FulCo: head+neck, torso, arms, legs.
inline constexpr int kInterParts = 11, kFulCoParts = 6;

inline constexpr std::array<int, body::kJointCount> kInterOfJoint = {
    2, 7, 8, 2, 9, 10, 1, 9, 10, 1, 9, 10, 0, 1, 1, 0, 3, 4, 5, 6, 5, 6, 5, 6};
inline constexpr std::array<int, body::kJointCount> kFulCoOfJoint = {
    1, 4, 5, 1, 4, 5, 1, 4, 5, 1, 4, 5, 0, 1, 1, 0, 2, 3, 2, 3, 2, 3, 2, 3};

}  // namespace ropetp::pose
