#pragma once

#include "body/motion_clip.h"

#include <cstddef>

namespace ropetp::pose {

/// What a PoseStream is given: the clip's person, shape and camera with its frames from number `first` on.
body::MotionClip clipPart(const body::MotionClip& clip, std::size_t first);

}  // namespace ropetp::pose
