#pragma once

#include "track/track.h"

#include <Eigen/Core>

#include <array>

namespace ropetp::track {

inline constexpr int kSketchPoints = 17;

/// COCO's order of keypoints, which the person detector uses.
namespace coco {
enum { Nose, LeftEye, RightEye, LeftEar, RightEar, LeftShoulder, RightShoulder, LeftElbow, RightElbow,
       LeftWrist, RightWrist, LeftHip, RightHip, LeftKnee, RightKnee, LeftAnkle, RightAnkle };
}

/// Where a person is in a picture, in the terms that detections and landmarks share.
struct PoseSketch {
    Box box;                                              ///< pixels
    std::array<Eigen::Vector2f, kSketchPoints> points{};  ///< pixels, COCO's order
    std::array<float, kSketchPoints> confidence{};        ///< 0..1
};

/// The sketch of a landmark reading: its box spans the landmarks that lie inside the picture.
PoseSketch sketchOf(const Landmarks& landmarks, int imageWidth, int imageHeight);

/// The box around the landmarks with some room for head and hands, clipped to the picture.
Box boxAround(const Landmarks& landmarks, int imageWidth, int imageHeight);

/// Intersection over union, 0..1.
double overlap(const Box& a, const Box& b);

/// Shared area relative to the smaller box, 0..1.
double containment(const Box& a, const Box& b);

/// Object keypoint similarity (COCO's measure with wider tolerances), 0..1, of the points that both
/// see; -1 where they share fewer than four.
double keypointSimilarity(const PoseSketch& a, const PoseSketch& b);

/// How likely two sketches are the same person at the same place, 0..1.
double placeSimilarity(const PoseSketch& a, const PoseSketch& b);

PoseSketch shifted(PoseSketch sketch, const Eigen::Vector2d& byPx);

}  // namespace ropetp::track
