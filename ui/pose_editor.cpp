#include "ui/pose_editor.h"

#include "base/rotation.h"
#include "edit/pose_tools.h"
#include "edit/range_edits.h"

namespace ropetp::ui {

PoseEditor::PoseEditor(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace), propagation_(workspace) {
    connect(&workspace_.document(), &project::Document::changed, this, &PoseEditor::subjectChanged);
    connect(&workspace_.playback(), &PlaybackController::currentChanged, this, [this] {
        cancelDrag();
        Q_EMIT subjectChanged();
    });
    connect(&workspace_, &Workspace::selectionChanged, this, [this] {
        cancelDrag();
        Q_EMIT subjectChanged();
    });
    for (auto signal : {&Workspace::videoOpened, &Workspace::previewChanged, &Workspace::visibilityChanged}) connect(&workspace_, signal, this, &PoseEditor::subjectChanged);
}

void PoseEditor::setTool(PoseTool tool) {
    if (tool_ == tool) return;
    cancelDrag();
    tool_ = tool;
    Q_EMIT toolChanged();
}

void PoseEditor::setOptions(const PoseOptions& options) {
    if (options_ == options) return;
    options_ = options;
    Q_EMIT optionsChanged();
}

void PoseEditor::setPinned(int joint, bool on) {
    PoseOptions o = options_;
    o.pins.set(std::size_t(joint), on);
    setOptions(o);
}

std::optional<PoseEditor::Subject> PoseEditor::subject() const {
    const auto person = workspace_.selectedPerson();
    // While a solve runs, what is shown is not what would be edited.
    if (!person || workspace_.isSolving() || !workspace_.isPersonVisible(*person) || !workspace_.scene().clips.contains(*person)) return std::nullopt;
    const FrameIndex frame = workspace_.playback().current();
    const auto* clip = workspace_.clipOf(*person);
    const auto i = clip ? clip->find(frame) : -1;
    if (i < 0 || !workspace_.scene().body) return std::nullopt;
    return Subject{*person, frame, clip, &clip->frames[std::size_t(i)]};
}

body::JointPositions PoseEditor::restJoints(const Subject& s) const { return workspace_.scene().body->restJoints(s.clip->betas); }

const edit::Fix* PoseEditor::fix() const {
    const auto s = subject();
    if (!s) return nullptr;
    const auto it = workspace_.scene().layers.find(s->person);
    return it != workspace_.scene().layers.end() && it->second ? it->second->findFix(s->frame) : nullptr;
}

edit::JointSet PoseEditor::chosen() const {
    const auto& joints = workspace_.joints();
    return joints.isEmpty() ? edit::wholeBody() : joints.joints();
}

bool PoseEditor::chosenPlace() const { return chosen()[0]; }

edit::IkOptions PoseEditor::ikOptions() const {
    edit::IkOptions o;
    o.wholeBody = options_.wholeBody;
    o.limits = options_.limits;
    for (int j = 0; j < body::kJointCount; ++j)
        if (isPinned(j)) o.pins.push_back(body::Joint(j));
    return o;
}

bool PoseEditor::beginDrag() {
    cancelDrag();
    const auto s = subject();
    if (!s) return false;
    propagation_.cancel();
    Drag d{s->person, s->frame, {}, s->at->poseInCam, nullptr};
    const auto& scene = workspace_.scene();
    d.base.body = scene.body;
    d.base.clips[s->person] = scene.clips.at(s->person);
    if (const auto it = scene.layers.find(s->person); it != scene.layers.end()) d.base.layers[s->person] = it->second;
    drag_ = std::move(d);
    return true;
}

void PoseEditor::show(std::unique_ptr<edit::Edit> edit) {
    edit::Scene scene = drag_->base;
    // What cannot be reached at all (behind the camera) leaves the last pose.
    if (!edit->apply(scene)) return;
    drag_->edit = std::move(edit);
    const auto& clip = scene.clips.at(drag_->person);
    const auto& pose = clip->frames[std::size_t(clip->find(drag_->frame))].poseInCam;
    atLimit_ = edit::jointsAtLimit(pose);
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (pose.axisAngleRad[j] == drag_->from.axisAngleRad[j]) atLimit_.reset(j);
    workspace_.setPreview(drag_->person, clip);
}

void PoseEditor::dragJoint2d(int joint, const Eigen::Vector2d& framePx) {
    if (drag_) show(edit::dragJoint2d(drag_->person, drag_->frame, body::Joint(joint), framePx, ikOptions()));
}

void PoseEditor::dragJoint3d(int joint, const Eigen::Vector3d& targetInCam) {
    if (drag_) show(edit::dragJoint3d(drag_->person, drag_->frame, body::Joint(joint), targetInCam, ikOptions()));
}

void PoseEditor::turn(const body::Pose& turned) {
    body::Pose pose = turned;
    const auto& joints = workspace_.joints().joints();
    if (options_.limits) edit::heldWithinLimits(pose, drag_->from, joints);
    show(edit::setFix(drag_->person, drag_->frame, joints, false, pose));
}

void PoseEditor::turnAboutOwnAxes(const Eigen::Vector3d& turnRad) {
    if (drag_) turn(edit::turnedAboutOwnAxes(drag_->from, workspace_.joints().joints(), turnRad));
}

void PoseEditor::turnAboutCamAxes(const Eigen::Vector3d& turnRad) {
    if (drag_) turn(edit::turnedAboutFrameAxes(drag_->from, workspace_.joints().joints(), turnRad));
}

void PoseEditor::dragRotation(int joint, const Eigen::Matrix3d& rotation) {
    if (!drag_) return;
    body::Pose pose = drag_->from;
    pose.axisAngleRad[std::size_t(joint)] = axisAngleFromMatrix(rotation);
    const auto one = edit::JointSet().set(std::size_t(joint));
    if (options_.limits) edit::heldWithinLimits(pose, drag_->from, one);
    show(edit::setFix(drag_->person, drag_->frame, one, false, pose));
}

void PoseEditor::dragPosition(int joint, const Eigen::Vector3d& inCam) {
    if (!drag_) return;
    if (joint != 0) return dragJoint3d(joint, inCam);
    const auto& clip = *drag_->base.clips.at(drag_->person);
    show(edit::moveRoot(drag_->person, drag_->frame, inCam - drag_->base.body->restJoints(clip.betas).row(0).transpose()));
}

void PoseEditor::endDrag() {
    if (!drag_) return;
    Drag done = std::move(*drag_);
    drag_.reset();
    atLimit_.reset();
    // The edit has worked out its result already; on an unchanged document it only puts it in.
    if (done.edit) workspace_.apply(std::move(done.edit), UndoStep::Own);
    workspace_.setPreview(done.person, nullptr);
}

void PoseEditor::cancelDrag() {
    if (!drag_) return;
    const PersonId person = drag_->person;
    drag_.reset();
    atLimit_.reset();
    workspace_.setPreview(person, nullptr);
}

void PoseEditor::apply(std::unique_ptr<edit::Edit> edit) {
    cancelDrag();
    workspace_.apply(std::move(edit), UndoStep::Own);
}

void PoseEditor::copy() {
    const auto s = subject();
    if (!s) return;
    clipboard_ = edit::CopiedPose{chosen(), chosenPlace(), s->at->poseInCam};
    Q_EMIT clipboardChanged();
}

void PoseEditor::paste() {
    const auto s = subject();
    if (s && clipboard_) apply(edit::pastePose(s->person, s->frame, *clipboard_));
}

void PoseEditor::mirror() {
    if (const auto s = subject()) apply(edit::mirrorPose(s->person, s->frame, chosen()));
}

void PoseEditor::swapSides() {
    if (const auto s = subject()) apply(edit::swapLeftRight(s->person, s->frame, chosen()));
}

void PoseEditor::poseFromVideo() {
    if (const auto s = subject()) apply(edit::poseFromVideo(s->person, s->frame, chosen(), chosenPlace()));
}

void PoseEditor::resetFrame() {
    const auto s = subject();
    if (s) apply(edit::resetToRaw(s->person, {s->frame, s->frame.next()}, chosen(), chosenPlace()));
}

void PoseEditor::resetRange() {
    const auto s = subject();
    if (s) apply(edit::resetToRaw(s->person, workspace_.playback().range(), chosen(), chosenPlace()));
}

void PoseEditor::removeFix() {
    const auto s = subject();
    const edit::Fix* f = fix();
    if (!s || !f || ((f->joints & chosen()).none() && !(f->place && chosenPlace()))) return;
    apply(edit::removeFix(s->person, s->frame, chosen(), chosenPlace()));
}

void PoseEditor::holdPose() {
    const auto s = subject();
    if (s) apply(edit::setFix(s->person, s->frame, chosen(), chosenPlace(), s->at->poseInCam));
}

void PoseEditor::propagate() {
    if (const auto person = workspace_.selectedPerson()) propagation_.run(*person);
}

void PoseEditor::setRotation(int joint, const Eigen::Matrix3d& rotation) {
    const auto s = subject();
    if (!s) return;
    body::Pose pose = s->at->poseInCam;
    pose.axisAngleRad[std::size_t(joint)] = axisAngleFromMatrix(rotation);
    const auto one = edit::JointSet().set(std::size_t(joint));
    if (options_.limits) edit::heldWithinLimits(pose, s->at->poseInCam, one);
    cancelDrag();
    // Steps of a spin box are one step of the history.
    workspace_.apply(edit::setFix(s->person, s->frame, one, false, pose));
}

void PoseEditor::setPosition(int joint, const Eigen::Vector3d& inCam) {
    const auto s = subject();
    if (!s) return;
    cancelDrag();
    if (joint == 0) workspace_.apply(edit::moveRoot(s->person, s->frame, inCam - restJoints(*s).row(0).transpose()));
    else workspace_.apply(edit::dragJoint3d(s->person, s->frame, body::Joint(joint), inCam, ikOptions()));
}

void PoseEditor::setReach(const edit::Falloff& reach) {
    const auto s = subject();
    if (s && fix()) workspace_.apply(edit::setFalloff(s->person, s->frame, reach));
}

void PoseEditor::takeFrom(PersonId other) {
    const auto s = subject();
    if (s) apply(edit::copyPose(s->person, s->frame, other, s->frame, chosen(), chosenPlace()));
}

std::vector<PersonId> PoseEditor::othersHere() const {
    std::vector<PersonId> out;
    const auto s = subject();
    if (!s) return out;
    for (const auto& [id, clip] : workspace_.scene().clips)
        if (id != s->person && clip && clip->find(s->frame) >= 0) out.push_back(id);
    return out;
}

}  // namespace ropetp::ui
