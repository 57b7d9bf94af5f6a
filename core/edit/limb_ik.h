#pragma once

#include "edit/ik.h"

#include <optional>

namespace ropetp::edit {

/// The two bones that carry a hand or foot.
struct LimbChain {
    int root = 0, middle = 0, tip = 0;     ///< e.g. shoulder, elbow, wrist
    Eigen::Vector3d hingeAtRest;           ///< about which the middle joint bends
};
/// Of a joint of the chain (the hand belongs to its wrist's, the toes to the ankle's); nullopt for any other, and for
/// shoulders and hips.
std::optional<LimbChain> limbOf(body::Joint joint);

/// See reach(). `joint` has a limb.
IkResult reachWithLimb(const body::JointPositions& rest, const body::Pose& pose, const LimbChain& limb, body::Joint joint, const Eigen::Vector3d& target);

/// The point of the ray through a pixel that the limb can reach, nearest to the depth the joint has.
Eigen::Vector3d reachableOnRay(const body::JointPositions& rest, const body::Pose& pose, const LimbChain& limb, body::Joint joint, const Eigen::Vector3d& ray);

}  // namespace ropetp::edit
