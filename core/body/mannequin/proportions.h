#pragma once

#include "body/body_model.h"

#include <Eigen/Core>

#include <array>

/// Where the joints of the built-in body are, and how they move with the ten shape parameters.
namespace ropetp::body::mannequin_detail {

/// The design frame is the model frame with the floor at y = 0; the model's origin is this high.
inline constexpr double kOriginHeightM = 1.17;
inline constexpr double kStatureM = 1.72;

/// 24 x 3 joint centres of the neutral body in the design frame (metres, Y up, floor at 0).
const JointPositions& designJoints();

/// What one standard deviation of a shape parameter does to the part that follows one joint:
/// `bone` scales the skeleton along the axes (and moves everything further out), `flesh` is added
/// for the surface only. Both are relative changes along x, y, z about the joint.
struct PartScale {
    Eigen::Vector3d bone = Eigen::Vector3d::Zero();
    Eigen::Vector3d flesh = Eigen::Vector3d::Zero();
};
using ShapeParameter = std::array<PartScale, kJointCount>;

/// The ten parameters, one unit = one standard deviation of adults (both sexes):
/// 0 stature, 1 girth, 2 legs against trunk, 3 arm length, 4 shoulder width, 5 hip width,
/// 6 masculine (+) or feminine (-) build, 7 head size, 8 limb thickness,
/// 9 shank against thigh and forearm against upper arm.
const std::array<ShapeParameter, kShapeCount>& shapeParameters();

/// d joints / d beta k in metres, pelvis fixed.
JointPositions jointShapeDelta(int k);

}  // namespace ropetp::body::mannequin_detail
