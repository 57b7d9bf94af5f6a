#pragma once

#include "pose/expected_pose.h"
#include "pose/landmark_points.h"
#include "pose/pose_estimator.h"

#include <memory>
#include <vector>

namespace ropetp::pose {

/// One landmark, ready for the fit.
struct PointObservation {
    double weight = 0;                     ///< 0..1: seen and inside the picture; 0 = not used
    Eigen::Vector2d ray = Eigen::Vector2d::Zero();  ///< x/z and y/z of its direction in the camera
    double depthWeight = 0;                ///< 0..1
    Eigen::Vector3d fromMidHipM = Eigen::Vector3d::Zero();  ///< camera axes, metres of the landmark model
};

/// One frame. `seen` is false where there is nothing to fit: the pose is in-filled.
struct FrameObservation {
    bool seen = false;
    double ptsSec = 0;
    double score = 0;
    double informationScale = 1;  ///< weight of the frame: many frames a second repeat each other's errors
    std::array<PointObservation, kLandmarkPointCount> points;
    /// Null, or what takes the place of the landmark model's depths.
    std::shared_ptr<const ExpectedPose> expected;

    const PointObservation& of(int landmark) const { return points[landmarkPointIndex(landmark)]; }
};

/// Landmarks of every frame of the range: values that are not finite are dropped, depth is turned
/// from the crop's view direction to the camera's, and exchanged sides are put right.
std::vector<FrameObservation> observeFrames(const PersonFootage& footage);

}  // namespace ropetp::pose
