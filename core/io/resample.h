#pragma once

#include "body/motion_clip.h"

#include <vector>

namespace ropetp::io {

/// World motion at equal steps of time, as formats with one frame time need it.
struct EvenMotion {
    double fps = 0;
    std::vector<body::Pose> posesInWorld;
    bool resampled = false;   ///< false: the clip's own frames, as they were even already
};

/// @param fps  0: the clip's mean rate. Rotations are interpolated on the sphere, translations linearly,
/// by real time stamps; the first sample is the clip's first frame. Empty for an empty clip.
EvenMotion evenMotion(const body::MotionClip& clip, double fps = 0);

}  // namespace ropetp::io
