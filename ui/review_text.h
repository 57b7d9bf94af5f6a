#pragma once

#include <QString>

#include "review/bad_frames.h"

namespace ropetp::ui {

/// What is said of trouble, translated: review's own sentences are English.
QString causeText(review::Cause cause);
/// A sentence that teaches: what the cause means, and what to do about it.
QString causeHelp(review::Cause cause);
QString limbText(review::Limb limb);
/// One sentence on what is wrong with a joint, without a full stop. @param bendsBackwards  of JointLimit alone.
QString troubleText(review::Cause cause, int joint, bool bendsBackwards = false);
/// Of a stop. @param clip  whose poses word it; may be null.
QString stopText(const review::Stop& stop, const body::MotionClip* clip);

}  // namespace ropetp::ui
