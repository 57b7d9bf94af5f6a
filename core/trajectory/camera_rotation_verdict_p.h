#pragma once

#include "trajectory/camera_rotation.h"

#include <span>

namespace ropetp::trajectory {

/// Focal lengths are positive numbers and the principal point is a number.
bool hasFocal(const PinholeCamera& camera);

struct RotationEvents {
    bool focal = true;   ///< the camera's focal length is usable
    bool cut = false;
    bool lost = false;   ///< the link to the first frame was lost
};

CameraRotation::Verdict rotationVerdict(std::span<const CameraRotation::Frame> frames, const RotationEvents& events);

}  // namespace ropetp::trajectory
