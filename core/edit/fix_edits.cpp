#include "edit/fix_edits.h"

#include "edit/layers_edit_p.h"
#include "edit/pose_tools.h"
#include "pose/landmark_pose.h"

#include <algorithm>
#include <cmath>

namespace ropetp::edit {
namespace {

using namespace command;

const char* labelOf(const SetFix&) { return "Fix pose"; }
const char* labelOf(const RemoveFix&) { return "Remove fix"; }
const char* labelOf(const SetFalloff&) { return "Set reach of fix"; }
const char* labelOf(const MoveRoot&) { return "Move person"; }
const char* labelOf(const DragJoint3d&) { return "Drag joint"; }
const char* labelOf(const DragJoint2d&) { return "Drag joint"; }
const char* labelOf(const MirrorPose&) { return "Mirror pose"; }
const char* labelOf(const SwapLeftRight&) { return "Swap left and right"; }
const char* labelOf(const PastePose&) { return "Paste pose"; }
const char* labelOf(const PoseFromVideo&) { return "Pose from video"; }
const char* labelOf(const CopyPose&) { return "Copy pose"; }

/// Do two edits change the same thing, so that one drag made both?
bool sameTarget(const SetFix& a, const SetFix& b) { return a.joints == b.joints && a.place == b.place && a.falloff.has_value() == b.falloff.has_value(); }
bool sameTarget(const MoveRoot&, const MoveRoot&) { return true; }
bool sameTarget(const SetFalloff&, const SetFalloff&) { return true; }
template <class Drag>
bool sameDrag(const Drag& a, const Drag& b) { return a.joint == b.joint && a.options.wholeBody == b.options.wholeBody && a.options.pins == b.options.pins && a.options.limits == b.options.limits; }
bool sameTarget(const DragJoint3d& a, const DragJoint3d& b) { return sameDrag(a, b); }
bool sameTarget(const DragJoint2d& a, const DragJoint2d& b) { return sameDrag(a, b); }
template <class C>
bool sameTarget(const C&, const C&) { return false; }

/// What a frame's fix becomes: everything but removing and falloffs comes down to this.
struct Wanted {
    JointSet joints;
    bool place = false;
    body::Pose pose;
};

const body::Pose& poseAt(const LayerContext& c, std::size_t i) { return c.clip.frames[i].poseInCam; }

Result<Wanted> wanted(const SetFix& e, const LayerContext&, std::size_t) { return Wanted{e.joints, e.place, e.poseInCam}; }
Result<Wanted> wanted(const PastePose& e, const LayerContext&, std::size_t) { return Wanted{e.joints, e.place, e.poseInCam}; }
Result<Wanted> wanted(const MoveRoot& e, const LayerContext&, std::size_t) {
    Wanted w{{}, true, {}};
    w.pose.translationM = e.translationM;
    return w;
}

template <class Solve>
Result<Wanted> dragged(const LayerContext& c, const Solve& solve) {
    if (!c.scene.body) return fail(ErrorCode::InvalidInput, "the scene has motion but no body model");
    Result<IkResult> r = solve(c.scene.body->restJoints(c.clip.betas));
    if (!r) return fail(r.error());
    return Wanted{r->joints, r->place, r->pose};
}
Result<Wanted> wanted(const DragJoint3d& e, const LayerContext& c, std::size_t i) {
    return dragged(c, [&](const body::JointPositions& rest) { return reach(rest, poseAt(c, i), e.joint, e.targetInCam, e.options); });
}
Result<Wanted> wanted(const DragJoint2d& e, const LayerContext& c, std::size_t i) {
    return dragged(c, [&](const body::JointPositions& rest) { return reachPixel(rest, poseAt(c, i), e.joint, e.px, c.clip.camera, e.options); });
}
Result<Wanted> wanted(const MirrorPose& e, const LayerContext& c, std::size_t i) {
    const Eigen::Vector3d up = c.clip.camFromWorld.empty() ? Eigen::Vector3d(0, -1, 0) : Eigen::Vector3d(c.clip.camFromWorldAt(i).linear().col(1));
    return Wanted{e.joints, false, mirroredPose(poseAt(c, i), e.joints, up)};
}
Result<Wanted> wanted(const SwapLeftRight& e, const LayerContext& c, std::size_t i) {
    const body::Pose swapped = swappedSides(poseAt(c, i), e.joints);
    JointSet limbs;
    for (const auto& [left, right] : {std::pair(Limb::LeftArm, Limb::RightArm), std::pair(Limb::LeftLeg, Limb::RightLeg)})
        if (const JointSet both = jointsOf(left) | jointsOf(right); (e.joints & both).any()) limbs |= both;
    if (limbs.none()) return fail(ErrorCode::InvalidInput, "there is no arm or leg to swap");
    return Wanted{limbs, false, swapped};
}
Result<Wanted> wanted(const CopyPose& e, const LayerContext& c, std::size_t) {
    auto copied = copyPose(c.scene, e.fromPerson, e.fromFrame, e.joints, e.place);
    if (!copied) return fail(copied.error());
    return Wanted{copied->joints, copied->place, copied->poseInCam};
}

Result<Wanted> wanted(const PoseFromVideo& e, const LayerContext& c, std::size_t i) {
    const auto* track = c.scene.tracks ? c.scene.tracks->find(e.person) : nullptr;
    if (!c.scene.body || !track) return fail(ErrorCode::NoPerson, "person " + std::to_string(e.person.value) + " has no landmarks");
    NullJobControl job;
    const auto told = pose::poseFromLandmarks(c.clip, e.frame, *track, *c.scene.body, job);
    if (!told) return fail(told.error());
    return Wanted{e.joints, e.place, posedAs(poseAt(c, i), *told, e.joints)};
}

std::optional<Falloff> falloffOf(const SetFix& e) { return e.falloff; }
template <class C>
std::optional<Falloff> falloffOf(const C&) { return std::nullopt; }

template <class C>
Result<void> changeLayers(const C& e, const LayerContext& c, PersonLayers& layers) {
    const auto i = c.find(e.frame);
    if (!i) return fail(i.error());
    const auto w = wanted(e, c, *i);
    if (!w) return fail(w.error());
    return joinFix(layers, e.frame, w->joints, w->place, w->pose, falloffOf(e));
}

Result<Fix*> fixAt(PersonLayers& layers, FrameIndex frame) {
    for (Fix& f : layers.fixes)
        if (f.frame == frame) return &f;
    return fail(ErrorCode::InvalidInput, "there is no fix on frame " + std::to_string(frame.value));
}

Result<void> changeLayers(const RemoveFix& e, const LayerContext&, PersonLayers& layers) {
    auto fix = fixAt(layers, e.frame);
    if (!fix) return fail(fix.error());
    Fix& f = **fix;
    if ((f.joints & e.joints).none() && !(e.place && f.place)) return fail(ErrorCode::InvalidInput, "nothing of that is fixed on frame " + std::to_string(e.frame.value));
    f.joints &= ~e.joints;
    if (e.place) f.place = false;
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (!f.joints[j]) f.poseInCam.axisAngleRad[j].setZero();
    if (!f.place) f.poseInCam.translationM.setZero();
    if (f.joints.none() && !f.place) layers.fixes.erase(layers.fixes.begin() + (&f - layers.fixes.data()));
    return {};
}

Result<void> changeLayers(const SetFalloff& e, const LayerContext&, PersonLayers& layers) {
    auto fix = fixAt(layers, e.frame);
    if (!fix) return fail(fix.error());
    return joinFix(layers, e.frame, (*fix)->joints, (*fix)->place, body::Pose((*fix)->poseInCam), e.falloff);
}

template <class C>
class FixEdit final : public LayersEdit {
  public:
    explicit FixEdit(C c) : command_(std::move(c)) {}
    std::string label() const override { return labelOf(command_); }

    std::optional<Command> command() const override {
        // A drag ends where it does by the way it went, and a pose from the video takes its time: what it came to is written down.
        if constexpr (std::is_same_v<C, DragJoint3d> || std::is_same_v<C, DragJoint2d> || std::is_same_v<C, PoseFromVideo>)
            if (const Fix* f = layersAfter() ? layersAfter()->findFix(command_.frame) : nullptr)
                return SetFix{command_.person, f->frame, f->joints, f->place, f->poseInCam, f->falloff};
        return command_;
    }

    bool tryMerge(const Edit& next) override {
        const auto* other = dynamic_cast<const FixEdit*>(&next);
        if (!other || other->command_.person != command_.person || other->command_.frame != command_.frame || !sameTarget(command_, other->command_)) return false;
        command_ = other->command_;
        takeOver(*other);
        return true;
    }

  protected:
    PersonId person() const override { return command_.person; }
    Result<void> change(const LayerContext& context, PersonLayers& layers) override { return changeLayers(command_, context, layers); }

  private:
    C command_;
};

template <class C>
std::unique_ptr<Edit> make(C c) { return std::make_unique<FixEdit<C>>(std::move(c)); }

}  // namespace

std::unique_ptr<Edit> setFix(PersonId person, FrameIndex frame, const JointSet& joints, bool place, const body::Pose& poseInCam, std::optional<Falloff> falloff) {
    return make(SetFix{person, frame, joints, place, poseInCam, falloff});
}
std::unique_ptr<Edit> moveRoot(PersonId person, FrameIndex frame, const Eigen::Vector3d& translationM) { return make(MoveRoot{person, frame, translationM}); }
std::unique_ptr<Edit> dragJoint3d(PersonId person, FrameIndex frame, body::Joint joint, const Eigen::Vector3d& targetInCam, IkOptions options) {
    return make(DragJoint3d{person, frame, joint, targetInCam, std::move(options)});
}
std::unique_ptr<Edit> dragJoint2d(PersonId person, FrameIndex frame, body::Joint joint, const Eigen::Vector2d& px, IkOptions options) {
    return make(DragJoint2d{person, frame, joint, px, std::move(options)});
}
std::unique_ptr<Edit> poseFromVideo(PersonId person, FrameIndex frame, const JointSet& joints, bool place) { return make(PoseFromVideo{person, frame, joints, place}); }
std::unique_ptr<Edit> mirrorPose(PersonId person, FrameIndex frame, const JointSet& joints) { return make(MirrorPose{person, frame, joints}); }
std::unique_ptr<Edit> swapLeftRight(PersonId person, FrameIndex frame, const JointSet& joints) { return make(SwapLeftRight{person, frame, joints}); }
std::unique_ptr<Edit> pastePose(PersonId person, FrameIndex frame, const CopiedPose& copied) {
    return make(PastePose{person, frame, copied.joints, copied.place, copied.poseInCam});
}
std::unique_ptr<Edit> copyPose(PersonId person, FrameIndex frame, PersonId fromPerson, FrameIndex fromFrame, const JointSet& joints, bool place) {
    return make(CopyPose{person, frame, fromPerson, fromFrame, joints, place});
}
std::unique_ptr<Edit> removeFix(PersonId person, FrameIndex frame, const JointSet& joints, bool place) { return make(RemoveFix{person, frame, joints, place}); }
std::unique_ptr<Edit> setFalloff(PersonId person, FrameIndex frame, Falloff falloff) { return make(SetFalloff{person, frame, falloff}); }

Result<CopiedPose> copyPose(const Scene& scene, PersonId person, FrameIndex frame, const JointSet& joints, bool place) {
    const auto it = scene.clips.find(person);
    const auto i = it == scene.clips.end() || !it->second ? -1 : it->second->find(frame);
    if (i < 0) return fail(ErrorCode::InvalidInput, "person " + std::to_string(person.value) + " is not solved on frame " + std::to_string(frame.value));
    return CopiedPose{joints, place, it->second->frames[std::size_t(i)].poseInCam};
}

}  // namespace ropetp::edit
