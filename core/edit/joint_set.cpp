#include "edit/joint_set.h"

namespace ropetp::edit {
namespace {

using body::Joint;

JointSet of(std::initializer_list<Joint> joints) {
    JointSet s;
    for (const Joint j : joints) s.set(std::size_t(body::index(j)));
    return s;
}

}  // namespace

JointSet jointsOf(Limb limb) {
    switch (limb) {
    case Limb::WholeBody: return JointSet().set();
    case Limb::Torso: return of({Joint::Pelvis, Joint::Spine1, Joint::Spine2, Joint::Spine3});
    case Limb::Head: return of({Joint::Neck, Joint::Head});
    case Limb::LeftArm: return of({Joint::LeftCollar, Joint::LeftShoulder, Joint::LeftElbow, Joint::LeftWrist, Joint::LeftHand});
    case Limb::LeftLeg: return of({Joint::LeftHip, Joint::LeftKnee, Joint::LeftAnkle, Joint::LeftFoot});
    case Limb::RightArm: return mirrored(jointsOf(Limb::LeftArm));
    case Limb::RightLeg: return mirrored(jointsOf(Limb::LeftLeg));
    }
    return {};
}

JointSet mirrored(const JointSet& joints) {
    JointSet m;
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (joints[j]) m.set(std::size_t(body::kMirror[j]));
    return m;
}

std::optional<JointSet> jointsNamed(std::string_view name) {
    for (int i = 0; i < kLimbCount; ++i)
        if (kLimbNames[std::size_t(i)] == name) return jointsOf(Limb(i));
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (body::kJointNames[j] == name) return JointSet().set(j);
    return std::nullopt;
}

}  // namespace ropetp::edit
