#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"

#include <Eigen/Core>

#include <optional>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// A while in which one point of a sole stood still: it probably lay on the floor.
struct Stance {
    Eigen::Vector3d pointInCam;  ///< median place, metres
    double weight;               ///< 0..1: how long, how well seen
};

/// A direction that people hold against gravity, with how far it may be off.
struct Posture {
    Eigen::Vector3d upInCam;     ///< unit
    double sigmaRad;
};

/// What a clip tells of the floor and gravity, camera frame.
struct GroundEvidence {
    std::vector<Stance> stances;
    std::optional<Posture> posture;           ///< none where nobody is upright
    std::vector<Eigen::Vector3d> lowestFeet;  ///< lowest sole point of every visible frame
    std::vector<Eigen::Vector3d> pelvises;    ///< of every visible frame
};

GroundEvidence collectGroundEvidence(std::span<const body::MotionClip> clips, const body::BodyModel& body);

}  // namespace ropetp::trajectory
