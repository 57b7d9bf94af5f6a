#pragma once

#include "pose/frame_terms.h"

namespace ropetp::pose {

using JointConfidence = std::array<float, body::kJointCount>;

/// How far each joint of a fitted frame is to be trusted, 0..1: seen landmarks that the body
/// explains give high values, hidden or contradicting ones low; joints without a landmark follow
/// their neighbours.
JointConfidence jointConfidence(const FrameObservation& observation,
                                const std::array<double, kLandmarkPointCount>& residualsM);

/// Of a frame in between: falls with the time to the nearest seen frames.
JointConfidence inFilledConfidence(const JointConfidence& before, double secBefore, const JointConfidence& after, double secAfter);

}  // namespace ropetp::pose
