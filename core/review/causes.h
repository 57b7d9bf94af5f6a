#pragma once

#include "review/clip_motion.h"
#include "review/quality.h"

/// The measures behind measureQuality(), one a file. Each raises its causes in `quality`. Internal.
namespace ropetp::review {

/// A measure to a value: 0.5 where it is `half`, and ever nearer to 1 beyond (1 - 1 / (1 + (x / half)^power)): the
/// logarithm of the odds grows with that of the measure, so that worse stays worse.
double badness(double measure, double half, double power);

void addJitter(const ClipMotion& motion, Quality& quality);
void addSpeed(const ClipMotion& motion, Quality& quality);
void addFrozen(const body::MotionClip& clip, const ClipMotion& motion, Quality& quality);
void addJointLimits(const body::MotionClip& clip, const ClipMotion& motion, Quality& quality);
void addTwist(const body::JointPositions& rest, const ClipMotion& motion, Quality& quality);
/// Foot sliding and floor penetration.
void addFeet(const body::MotionClip& clip, const body::BodyModel& body, const ClipMotion& motion, Quality& quality);
/// Exchanges that show in the motion alone.
void addFlips(const body::MotionClip& clip, const ClipMotion& motion, Quality& quality);
/// Low confidence and missing stretches.
void addEvidence(const body::MotionClip& clip, const ClipMotion& motion, Quality& quality);
/// 2D disagreement, and exchanges that show in the picture.
void addPicture(const body::MotionClip& clip, const body::BodyModel& body, const ClipMotion& motion, const track::PersonTrack& track, Quality& quality);

}  // namespace ropetp::review
