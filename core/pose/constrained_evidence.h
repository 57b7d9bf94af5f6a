#pragma once

#include "pose/constrained_interpolation.h"
#include "pose/frame_terms.h"

#include <array>
#include <span>
#include <vector>

/// What the video says around poses that somebody decided: which landmarks are to be believed there, and which frames of
/// the clip need no change. Internal to constrained_resolve.
namespace ropetp::pose {

enum class BodyPart { Torso, Head, LeftArm, RightArm, LeftLeg, RightLeg };
inline constexpr int kBodyPartCount = 6;
template <class T>
using PerPart = std::array<T, kBodyPartCount>;

/// By joint. Collars belong to the arms, hips to the legs.
BodyPart partOfJoint(int joint);
/// By number in landmarkPoints().
BodyPart partOfPoint(int point);

/// How well each part of a pose explains the landmarks.
struct PartAgreement {
    double seen = 0;       ///< 0..1: how much there is to be explained
    double deviations = 0; ///< root mean square of the picture distances in typical deviations; 0 where nothing is seen
};
PerPart<PartAgreement> agreement(FrameTerms& terms, const FrameState& state, const FrameObservation& observation);

/// A held pose among consecutive frames.
struct HeldFrame {
    std::size_t at = 0;
    FrameState state;      ///< complete: what is not held is the clip's
    PerPart<bool> parts{}; ///< where it holds a joint (the torso: or the place)
};

/// How much the held poses around a frame count for a part: as heldShares(), the largest of its joints.
PerPart<HeldShares> partShares(std::span<const HeldPose> held, double ptsSec);

/// Left and right landmarks that a held pose shows to be exchanged are put right, on its frame and on the frames around
/// on which the exchange goes on.
void putSidesRight(std::vector<FrameObservation>& frames, std::span<const HeldFrame> held, FrameTerms& terms);

/// Landmarks that contradict a held pose lose weight on its frame and, fading with its reach, around it. Of the others
/// the difference is taken for a lasting error of the landmark model, and taken off. @param held  as `poses`.
void believeHeldPoses(std::vector<FrameObservation>& frames, std::span<const HeldFrame> held, std::span<const HeldPose> poses, FrameTerms& terms);

}  // namespace ropetp::pose
