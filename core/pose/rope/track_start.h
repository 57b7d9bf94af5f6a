#pragma once

#include "base/pinhole_camera.h"
#include "pose/fit_body.h"
#include "pose/rope/rope_model.h"
#include "track/track.h"

#include <span>

namespace ropetp::pose {

/// What Rope is told of somebody whose whole track was fitted: the fitted body's own landmarks, which are steadier than any
/// one reading, as the landmark model would have read them in this crop, and the fitted pose. How well each is seen is
/// taken from the reading. @param state  in the camera; @param meanScale  size of the mean body over this one's.
RopeStart startFromTrack(const FrameState& state, const FitBody& body, double meanScale, const PinholeCamera& camera, const track::CropRegion& crop,
                         const track::Landmarks& seen);

/// Landmarks that the fit leaves out (the eyes' corners) are told as their neighbours. @param landmarks  kLandmarkValues of
/// each of the 33; the others are there.
void fillLeftOutLandmarks(std::span<float> landmarks);

}  // namespace ropetp::pose
