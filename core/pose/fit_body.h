#pragma once

#include "body/body_model.h"

#include <Eigen/Core>

#include <array>

/// The articulated body as the landmark fit sees it: which joints move, how the parameters of one
/// frame are numbered, and forward kinematics with derivatives.
namespace ropetp::pose {

/// Toes and hands carry no landmark that could turn them: they stay at rest.
inline constexpr int kFreeJointCount = 20;
/// Three for the pelvis position, then three a free joint (a right-hand increment of its rotation).
inline constexpr int kFrameParams = 3 + 3 * kFreeJointCount;

using FrameVector = Eigen::Matrix<double, kFrameParams, 1>;
using FrameMatrix = Eigen::Matrix<double, kFrameParams, kFrameParams>;
/// d point / d frame parameters.
using PointJacobian = Eigen::Matrix<double, 3, kFrameParams>;

/// The free joints in SMPL's order.
inline constexpr std::array<int, kFreeJointCount> kFreeJoints = {0, 1,  2,  3,  4,  5,  6,  7,  8,  9,
                                                                 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
/// First parameter of a joint's rotation, or -1 where the joint is fixed.
constexpr std::array<int, body::kJointCount> makeRotationColumns() {
    std::array<int, body::kJointCount> columns{};
    columns.fill(-1);
    for (int k = 0; k < kFreeJointCount; ++k) columns[kFreeJoints[k]] = 3 + 3 * k;
    return columns;
}
inline constexpr std::array<int, body::kJointCount> kRotationColumn = makeRotationColumns();

/// One frame: pelvis position and local rotations, camera frame, metres.
struct FrameState {
    Eigen::Vector3d pelvisInCam = Eigen::Vector3d::Zero();
    std::array<Eigen::Matrix3d, body::kJointCount> local;

    FrameState() { local.fill(Eigen::Matrix3d::Identity()); }
};

/// `state` moved by an increment: pelvis + d, R * exp(d).
FrameState moved(const FrameState& state, const FrameVector& delta);
/// Rotation angle between two states at a joint is interpolated on the geodesic; 0 gives `a`.
FrameState interpolated(const FrameState& a, const FrameState& b, double t);

/// The joints that move; the others stay at rest.
body::Pose poseFromState(const FrameState& state, const body::JointPositions& restJoints);
/// All joints.
FrameState stateFromPose(const body::Pose& pose, const body::JointPositions& restJoints);

/// A point fixed to a joint's frame (rest axes: x left, y up, z forward), metres.
struct AttachedPoint {
    int joint = 0;
    Eigen::Vector3d offset = Eigen::Vector3d::Zero();
};

/// A shaped body.
struct FitBody {
    body::JointPositions restJoints;
    std::array<Eigen::Vector3d, body::kJointCount> boneOffset;  ///< joint minus its parent, at rest
    Eigen::Vector3d crownFromHead = Eigen::Vector3d::Zero();  ///< middle of the top of the head, from the head joint
    double scale = 1;  ///< size against the 1.70 m figure that the landmark offsets are given for

    FitBody() = default;
    FitBody(const body::BodyModel& model, const body::Betas& betas);
};

/// Forward kinematics of one frame, kept to differentiate points.
class FrameKinematics {
  public:
    void update(const FitBody& body, const FrameState& state);
    const Eigen::Vector3d& joint(int j) const { return origin_[j]; }
    const Eigen::Matrix3d& rotation(int j) const { return rotation_[j]; }
    Eigen::Vector3d point(const AttachedPoint& p) const { return origin_[p.joint] + rotation_[p.joint] * p.offset; }
    void jacobian(int joint, const Eigen::Vector3d& point, PointJacobian& out) const;

  private:
    std::array<Eigen::Vector3d, body::kJointCount> origin_;
    std::array<Eigen::Matrix3d, body::kJointCount> rotation_;
};

}  // namespace ropetp::pose
