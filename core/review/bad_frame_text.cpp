#include "review/bad_frames.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

using body::Joint;

/// Bent the wrong way by so much, radians: worth its own words.
constexpr double kBackwardsRad = 0.1;

std::string jointName(int joint) {
    std::string name(body::kJointNames[std::size_t(joint)]);
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string limbName(int joint) {
    switch (limbOf(joint)) {
    case Limb::Trunk: return "body";
    case Limb::Head: return "head";
    case Limb::LeftArm: return "left arm";
    case Limb::RightArm: return "right arm";
    case Limb::LeftLeg: return "left leg";
    case Limb::RightLeg: return "right leg";
    }
    return "body";
}

bool isLeg(int joint) { return limbOf(joint) == Limb::LeftLeg || limbOf(joint) == Limb::RightLeg; }

}  // namespace

bool bendsBackwards(int joint, const body::MotionFrame& frame) {
    const auto& a = frame.poseInWorld.axisAngleRad[std::size_t(joint)];
    switch (Joint(joint)) {
    case Joint::LeftKnee: case Joint::RightKnee: return a.x() < -kBackwardsRad;
    case Joint::LeftElbow: return a.y() > kBackwardsRad;
    case Joint::RightElbow: return a.y() < -kBackwardsRad;
    default: return false;
    }
}

std::string explanation(Cause cause, int joint, const body::MotionFrame* frame) {
    switch (cause) {
    case Cause::LowConfidence: return "the solver was not sure of the " + limbName(joint);
    case Cause::Disagreement: return joint == 0 ? "the body is not where the picture shows it" : jointName(joint) + " is not where the picture shows it";
    case Cause::Jitter: return joint == 0 ? "the whole body jerks" : jointName(joint) + " jerks";
    case Cause::JointLimit: return jointName(joint) + (frame && bendsBackwards(joint, *frame) ? " bends backwards" : " bends farther than it can");
    case Cause::Twist: return jointName(joint) + " is twisted";
    case Cause::Speed: return joint == 0 ? "the whole body moves faster than people do" : jointName(joint) + " moves faster than people do";
    case Cause::FootSliding: return std::string(limbOf(joint) == Limb::LeftLeg ? "left" : "right") + " foot slides while it stands";
    case Cause::FloorPenetration: return std::string(limbOf(joint) == Limb::LeftLeg ? "left" : "right") + " foot sinks into the floor";
    case Cause::SideFlip: return std::string(isLeg(joint) ? "legs" : "arms") + " seem exchanged";
    case Cause::Frozen: return "the " + limbName(joint) + " does not move as measured motion does";
    case Cause::Missing: return "the person was not seen here";
    }
    return {};
}

}  // namespace ropetp::review
