#pragma once

#include "body/skeleton.h"

#include <Eigen/Core>

#include <array>
#include <cstddef>
#include <string_view>

namespace ropetp::metrics {

/// The points of a person that photos are labelled with and that we are measured on, matched by name.
enum class PhotoJoint {
    LeftShoulder, RightShoulder, LeftElbow, RightElbow, LeftWrist, RightWrist, LeftHip, RightHip, LeftKnee, RightKnee, LeftAnkle, RightAnkle
};
inline constexpr std::size_t kPhotoJoints = 12;

inline constexpr std::array<std::string_view, kPhotoJoints> kPhotoJointNames = {
    "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
    "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle"};

/// The SMPL joint of each.
inline constexpr std::array<body::Joint, kPhotoJoints> kSmplOfPhotoJoint = {
    body::Joint::LeftShoulder, body::Joint::RightShoulder, body::Joint::LeftElbow, body::Joint::RightElbow,
    body::Joint::LeftWrist, body::Joint::RightWrist, body::Joint::LeftHip, body::Joint::RightHip,
    body::Joint::LeftKnee, body::Joint::RightKnee, body::Joint::LeftAnkle, body::Joint::RightAnkle};

/// What a label says of a point.
enum class PointLabel { None, Hidden, Visible };

using PhotoPoints = std::array<Eigen::Vector2d, kPhotoJoints>;      ///< pixels
using PhotoLabels = std::array<PointLabel, kPhotoJoints>;

/// Left shoulder to right hip, pixels; 0 where one of them is not labelled.
double torsoPx(const PhotoPoints& labelled, const PhotoLabels& labels);

/// A share of points.
struct PointShare {
    std::size_t right = 0, labelled = 0;
    double percent() const { return labelled == 0 ? 0 : 100.0 * double(right) / double(labelled); }
};

/// PCK: the share of points that lie within a fraction of the torso (torsoPx()) of their label.
class Pck {
  public:
    static constexpr double kFraction = 0.2;
    /// One person. @param predicted  not finite where nothing was found: counts as wrong. False, and nothing is
    /// counted, for a person whose torso is not labelled.
    bool add(const PhotoPoints& predicted, const PhotoPoints& labelled, const PhotoLabels& labels);

    std::size_t persons() const { return persons_; }
    /// Of one joint.
    PointShare share(PhotoJoint joint, PointLabel label) const { return counts_[std::size_t(label)][std::size_t(joint)]; }
    /// All joints but the hips: SMPL's hip joint lies inside of where hips are labelled, so hips() stand apart.
    PointShare limbs(PointLabel label) const;
    PointShare hips(PointLabel label) const;
    PointShare all(PointLabel label) const;

  private:
    std::array<std::array<PointShare, kPhotoJoints>, 3> counts_{};
    std::size_t persons_ = 0;
};

}  // namespace ropetp::metrics
