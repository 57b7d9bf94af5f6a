#pragma once

#include "body/body_model.h"
#include "edit/joint_set.h"

#include <vector>

namespace ropetp::edit {

/// Frames of `clip` [first, end) on which smoothing would blur what matters: a foot lands (its contact begins), or a
/// hand or foot changes its speed at once. Only of the limbs that `joints` touches; the pelvis touches both feet.
/// @return positions counted from `first`, increasing.
std::vector<std::size_t> impactFrames(const body::MotionClip& clip, const body::BodyModel& body, const JointSet& joints, std::size_t first, std::size_t end);

}  // namespace ropetp::edit
