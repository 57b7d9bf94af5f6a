#pragma once

#include "body/pose.h"
#include "metrics/pose_error.h"

#include <array>
#include <cstddef>
#include <span>

namespace ropetp::metrics {

/// Which joints of a frame are seen.
using SeenJoints = std::array<bool, body::kJointCount>;

/// MPJPE of the joints that are seen and of those that are hidden; millimetres, 0 where there are none.
struct VisibilityError {
    double visibleMm = 0, hiddenMm = 0;
    std::size_t visible = 0, hidden = 0;   ///< joints that were measured
};

/// The same joints, frames and alignment as poseError(), split. @param seen  one a frame.
VisibilityError visibilityError(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth,
                                const JointMask& mask, std::span<const SeenJoints> seen);

}  // namespace ropetp::metrics
