#pragma once

#include "trajectory/denoiser/denoiser_config.h"

#include <Eigen/Core>

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// The foot points of a frame, world: left ankle, left foot, right ankle, right foot.
using FootPath = std::vector<std::array<Eigen::Vector3d, kContactValues>>;

struct FootLockOptions {
    double enter = 0.5, leave = 0.3;   ///< contact probabilities
    double mostM = 0.25;               ///< a point that leaves its place further than this while it stands does slide
    double fadeSec = 0.12;             ///< before and after a contact
};

/// What is known of a frame's feet besides where they are.
struct FootKnowledge {
    /// The frame has been locked before and stays as it is: where its points are then. Stretches that reach it stand there.
    std::optional<std::array<Eigen::Vector3d, kContactValues>> lockedAt;
    /// The user says that the point stands: it keeps its place exactly, however far it had slid.
    std::array<bool, kContactValues> said{};
};

/// How each foot point must be moved so that it keeps its place over the floor while it stands: a stretch of contact has one
/// place, where the point is on average. A point that does not stand goes with the other one of its foot; it comes back softly.
/// Heights stay.
/// @param contacts  probabilities, a frame each. @param known  a frame each, or empty.
/// @return metres, horizontal; on frames that are locked already: from `feet` to there, beside which others fade into it.
FootPath footLockOffsets(const FootPath& feet, const std::vector<std::array<float, kContactValues>>& contacts, double fps, const FootLockOptions& options = {},
                         std::span<const FootKnowledge> known = {});

/// Two bones from a fixed root to a target: where the middle joint goes, in the plane it bends in now. The target is drawn in
/// where the limb is too short. @return the middle joint and the tip.
std::pair<Eigen::Vector3d, Eigen::Vector3d> twoBones(const Eigen::Vector3d& root, const Eigen::Vector3d& middle, const Eigen::Vector3d& tip, const Eigen::Vector3d& target);

}  // namespace ropetp::trajectory
