#include "ui/graph_editor/graph_model.h"

#include "ui/graph_editor/curve_key.h"
#include "ui/joint_text.h"

#include <QLocale>

namespace ropetp::ui {

GraphModel::GraphModel(PoseEditor& poses, QObject* parent) : QObject(parent), poses_(poses) {
    auto& w = workspace();
    connect(&w.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.clips || c.layers || c.video || c.world) rebuild();
    });
    for (auto signal : {&Workspace::videoOpened, &Workspace::selectionChanged, &Workspace::previewChanged}) connect(&w, signal, this, &GraphModel::rebuild);
    connect(&w, &Workspace::solvingChanged, this, &GraphModel::rebuild);
    connect(&w.joints(), &JointSelection::changed, this, &GraphModel::rebuild);
    rebuild();
}

void GraphModel::rebuild() {
    auto& w = workspace();
    joints_.clear();
    tools_.clear();
    decltype(shownOf_) now;
    const auto person = w.selectedPerson();
    const auto* clip = person ? w.clipOf(*person) : nullptr;
    if (clip && !clip->frames.empty() && w.scene().body && !w.joints().isEmpty()) {
        std::vector<int> joints;
        for (int j = 0; j < body::kJointCount; ++j)
            if (w.joints().contains(j)) joints.push_back(j);
        const auto layers = edit::layersOf(w.scene(), *person);
        first_ = clip->frames.front().frame;
        joints_ = jointCurves(*clip, *w.scene().body, layers.get(), joints, kind_, order_);
        if (layers && layers->raw)
            for (const auto& tool : layers->tools)
                if ((tool.joints & w.joints().joints()).any() || (tool.place && w.joints().contains(0))) tools_.push_back({edit::reachOf(tool, *layers->raw), tool.range});
        now = std::tuple(*person, joints, tools_.size());
    }
    const bool other = now != shownOf_;
    shownOf_ = std::move(now);
    Q_EMIT changed();
    if (other) Q_EMIT reset();
}

QString GraphModel::firstStep() const {
    auto& w = workspace();
    if (!joints_.empty()) return {};
    if (!w.hasVideo()) return tr("Open a video and solve it; the curves of the joints you pick are drawn here.");
    if (w.scene().clips.empty()) return tr("Nobody is solved yet. Solve (Ctrl+R), then pick a joint.");
    if (!w.selectedPerson()) return tr("Select a person: click on somebody in a view, or on a row of the timeline.");
    return tr("Pick a joint in one of the views, or find it by name (Ctrl+K, then for example “left elbow”).");
}

void GraphModel::setKind(CurveKind kind) {
    if (kind_ == kind) return;
    cancelKeyDrag();
    kind_ = kind;
    rebuild();
    Q_EMIT optionsChanged();
    Q_EMIT reset();
}

void GraphModel::setOrder(const io::EulerOrder& order) {
    if (order_ == order) return;
    cancelKeyDrag();
    order_ = order;
    rebuild();
    Q_EMIT optionsChanged();
    Q_EMIT reset();
}

void GraphModel::setAxisShown(int axis, bool on) {
    axes_[std::size_t(axis)] = on;
    Q_EMIT optionsChanged();
}

void GraphModel::setChannelShown(int joint, int axis, bool on) {
    if (on) hidden_.erase({joint, axis});
    else hidden_.insert({joint, axis});
    Q_EMIT optionsChanged();
}

void GraphModel::setNormalised(bool on) {
    normalised_ = on;
    Q_EMIT optionsChanged();
    Q_EMIT reset();
}

void GraphModel::setRawShown(bool on) {
    raw_ = on;
    Q_EMIT optionsChanged();
}

QString GraphModel::valueText(double value) const {
    const bool degrees = kind_ == CurveKind::Rotation;
    return (degrees ? tr("%1°") : tr("%1 m")).arg(QLocale().toString(value, 'f', degrees ? 1 : 3));
}

QString GraphModel::channelText(int joint, int axis) const { return QStringLiteral("%1 %2").arg(jointText(joint), QChar('X' + axis)); }

bool GraphModel::beginKeyDrag(int joint, int axis) {
    const auto subject = poses_.subject();
    if (!subject) return false;
    const JointCurves* curves = nullptr;
    for (const auto& c : joints_)
        if (c.joint == joint) curves = &c;
    const auto i = subject->clip->find(subject->frame);
    if (!curves || i < 0 || !poses_.beginDrag()) return false;
    KeyDrag drag{joint, axis, std::size_t(i), {}, {}};
    drag.from.betas = subject->clip->betas;
    drag.from.frames = {*subject->at};
    for (std::size_t k = 0; k < 3; ++k) drag.values[Eigen::Index(k)] = double(curves->shown[k][drag.at]);
    drag_ = std::move(drag);
    return true;
}

void GraphModel::dragKeyTo(double value) {
    if (!drag_ || !poses_.isDragging()) return;
    const auto target = keyTarget(drag_->from, *workspace().scene().body, 0, drag_->joint, kind_, order_, drag_->values, drag_->axis, value);
    if (target.localRotation) poses_.dragRotation(drag_->joint, *target.localRotation);
    else if (target.pointM) poses_.dragPosition(drag_->joint, *target.pointM);
}

void GraphModel::endKeyDrag() {
    if (!drag_) return;
    drag_.reset();
    poses_.endDrag();
}

void GraphModel::cancelKeyDrag() {
    if (!drag_) return;
    drag_.reset();
    poses_.cancelDrag();
}

void GraphModel::addKey(int joint, FrameIndex frame) {
    auto& w = workspace();
    const auto person = w.selectedPerson();
    const auto* clip = person && !w.isSolving() ? w.clipOf(*person) : nullptr;
    const auto i = clip ? clip->find(frame) : -1;
    if (i < 0) return;
    edit::JointSet held;
    // A position is kept by the joints that carry it, up to the pelvis.
    if (kind_ == CurveKind::Rotation) held.set(std::size_t(joint));
    else
        for (int j = body::kParents[std::size_t(joint)]; j >= 0; j = body::kParents[std::size_t(j)]) held.set(std::size_t(j));
    if (held.none() && kind_ != CurveKind::World) return;   // the pelvis from itself
    w.apply(edit::setFix(*person, frame, held, kind_ == CurveKind::World, clip->frames[std::size_t(i)].poseInCam), UndoStep::Own);
}

}  // namespace ropetp::ui
