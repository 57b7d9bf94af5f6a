#include "ui/review_text.h"

#include "ui/joint_text.h"

#include <QCoreApplication>

#include <array>

namespace ropetp::ui {
namespace {

using review::Cause;
using review::Limb;

QString translated(const char* text) { return QCoreApplication::translate("Review", text); }

constexpr std::array<const char*, review::kCauseCount> kCauses = {
    QT_TRANSLATE_NOOP("Review", "Not sure"), QT_TRANSLATE_NOOP("Review", "Off the picture"), QT_TRANSLATE_NOOP("Review", "Jitter"),
    QT_TRANSLATE_NOOP("Review", "Joint limit"), QT_TRANSLATE_NOOP("Review", "Twist"), QT_TRANSLATE_NOOP("Review", "Too fast"),
    QT_TRANSLATE_NOOP("Review", "Foot slides"), QT_TRANSLATE_NOOP("Review", "Below the floor"), QT_TRANSLATE_NOOP("Review", "Sides exchanged"),
    QT_TRANSLATE_NOOP("Review", "Frozen"), QT_TRANSLATE_NOOP("Review", "Not seen")};

constexpr std::array<const char*, review::kCauseCount> kHelp = {
    QT_TRANSLATE_NOOP("Review", "The solver itself doubted it, often because the limb is hidden. Look whether the pose is plausible; if it is, accept it."),
    QT_TRANSLATE_NOOP("Review", "The body is not where the picture shows it. Drag the joint over the footage to where it belongs."),
    QT_TRANSLATE_NOOP("Review", "A jerk far above what the take does around it. Smooth the range, or fix the frame that is off."),
    QT_TRANSLATE_NOOP("Review", "Bent beyond what a joint can do. Rotate the joint back, or drag the hand or foot to where it belongs."),
    QT_TRANSLATE_NOOP("Review", "Turned about its own length farther than a limb turns. Rotate it about the bone until hand or foot points the right way."),
    QT_TRANSLATE_NOOP("Review", "Moves faster than people do, mostly because one frame is far off. Fix that frame, or repair outliers over the range."),
    QT_TRANSLATE_NOOP("Review", "The foot moves while it stands. Correct its contact, or pin the trajectory."),
    QT_TRANSLATE_NOOP("Review", "The foot sinks into the floor. Correct the floor or the trajectory."),
    QT_TRANSLATE_NOOP("Review", "Left and right limbs were taken for each other. Swap the sides over the range."),
    QT_TRANSLATE_NOOP("Review", "Nothing moves here: the pose was held or interpolated, not measured. Pose a frame in the middle."),
    QT_TRANSLATE_NOOP("Review", "The person was out of sight and the pose is filled in. Pose a frame in the middle, or accept it.")};

bool isLeg(int joint) { return review::limbOf(joint) == Limb::LeftLeg || review::limbOf(joint) == Limb::RightLeg; }

QString limbSubject(Limb limb) {
    switch (limb) {
    case Limb::Trunk: return translated(QT_TRANSLATE_NOOP("Review", "the body"));
    case Limb::Head: return translated(QT_TRANSLATE_NOOP("Review", "the head"));
    case Limb::LeftArm: return translated(QT_TRANSLATE_NOOP("Review", "the left arm"));
    case Limb::RightArm: return translated(QT_TRANSLATE_NOOP("Review", "the right arm"));
    case Limb::LeftLeg: return translated(QT_TRANSLATE_NOOP("Review", "the left leg"));
    case Limb::RightLeg: return translated(QT_TRANSLATE_NOOP("Review", "the right leg"));
    }
    return {};
}

}  // namespace

QString causeText(Cause cause) { return translated(kCauses[std::size_t(cause)]); }
QString causeHelp(Cause cause) { return translated(kHelp[std::size_t(cause)]); }

QString limbText(Limb limb) {
    static constexpr edit::Limb same[] = {edit::Limb::Torso, edit::Limb::Head, edit::Limb::LeftArm, edit::Limb::RightArm, edit::Limb::LeftLeg, edit::Limb::RightLeg};
    static_assert(std::size(same) == review::kLimbCount);
    return limbText(same[std::size_t(limb)]);
}

QString troubleText(Cause cause, int joint, bool bendsBackwards) {
    const auto named = [joint](const char* text) { return translated(text).arg(jointText(joint)); };
    const bool left = review::limbOf(joint) == Limb::LeftLeg;
    switch (cause) {
    case Cause::LowConfidence: return translated(QT_TRANSLATE_NOOP("Review", "The solver was not sure of %1")).arg(limbSubject(review::limbOf(joint)));
    case Cause::Disagreement:
        return joint == 0 ? translated(QT_TRANSLATE_NOOP("Review", "The body is not where the picture shows it"))
                          : named(QT_TRANSLATE_NOOP("Review", "%1 is not where the picture shows it"));
    case Cause::Jitter: return joint == 0 ? translated(QT_TRANSLATE_NOOP("Review", "The whole body jerks")) : named(QT_TRANSLATE_NOOP("Review", "%1 jerks"));
    case Cause::JointLimit:
        return named(bendsBackwards ? QT_TRANSLATE_NOOP("Review", "%1 bends backwards") : QT_TRANSLATE_NOOP("Review", "%1 bends farther than it can"));
    case Cause::Twist: return named(QT_TRANSLATE_NOOP("Review", "%1 is twisted"));
    case Cause::Speed:
        return joint == 0 ? translated(QT_TRANSLATE_NOOP("Review", "The whole body moves faster than people do"))
                          : named(QT_TRANSLATE_NOOP("Review", "%1 moves faster than people do"));
    case Cause::FootSliding:
        return translated(left ? QT_TRANSLATE_NOOP("Review", "Left foot slides while it stands") : QT_TRANSLATE_NOOP("Review", "Right foot slides while it stands"));
    case Cause::FloorPenetration:
        return translated(left ? QT_TRANSLATE_NOOP("Review", "Left foot sinks into the floor") : QT_TRANSLATE_NOOP("Review", "Right foot sinks into the floor"));
    case Cause::SideFlip: return translated(isLeg(joint) ? QT_TRANSLATE_NOOP("Review", "Legs seem exchanged") : QT_TRANSLATE_NOOP("Review", "Arms seem exchanged"));
    case Cause::Frozen: return translated(QT_TRANSLATE_NOOP("Review", "%1 looks held or interpolated")).arg(limbText(review::limbOf(joint)));
    case Cause::Missing: return translated(QT_TRANSLATE_NOOP("Review", "The person was not seen here"));
    }
    return {};
}

QString stopText(const review::Stop& stop, const body::MotionClip* clip) {
    const auto i = clip ? clip->find(stop.frame) : -1;
    return troubleText(stop.cause, stop.joint, i >= 0 && review::bendsBackwards(stop.joint, clip->frames[std::size_t(i)]));
}

}  // namespace ropetp::ui
