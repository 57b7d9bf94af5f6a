#pragma once

#include "track/pose_sketch.h"

#include <Eigen/Core>

namespace ropetp::track {

/// The square whose centre is the hips and whose radius reaches `edge`, with the head up.
/// @param edge  a point on the circle around the whole body, in the direction of the head.
CropRegion regionFromCircle(const Eigen::Vector2f& hips, const Eigen::Vector2f& edge);

/// The upright square around a box.
CropRegion regionFromBox(const Box& box);

/// The square for a detection: around the hips where these are seen, else around the box.
CropRegion regionFromSketch(const PoseSketch& sketch);

/// The square for the next frame after a reading: the model's own circle where hips and shoulders
/// are seen in the picture, else around the visible landmarks (close-ups).
/// @param hips, edge  the model's two alignment points, pixels.
CropRegion regionFromLandmarks(const Landmarks& landmarks, const Eigen::Vector2f& hips, const Eigen::Vector2f& edge,
                               int imageWidth, int imageHeight);

/// `next`, with small changes from `before` damped: the crop stays still while the person does.
CropRegion steadied(const CropRegion& before, const CropRegion& next);

}  // namespace ropetp::track
