#pragma once

#include "body/pose.h"

#include <array>
#include <optional>

namespace ropetp::pose {

/// What a joint can do about one axis: an interval of one component of its local rotation as axis-angle, radians.
struct AxisRange {
    double low = 0, high = 0;
};

/// The ranges that the solvers keep to (addJointLimits()), about x, y and z of the joint's rest frame (x left, y up, z
/// forward); nullopt: turns freely. @param joint  0..23.
const std::array<std::optional<AxisRange>, 3>& jointRanges(int joint);

}  // namespace ropetp::pose
