#include "ui/trajectory_editor.h"

#include "edit/trajectory_edits.h"
#include "jobs/trajectory_job.h"
#include "trajectory/denoiser/path_evidence.h"

#include <utility>

namespace ropetp::ui {
namespace {

constexpr int kDraftSteps = 20, kFullSteps = 100, kSpreadSamples = 8;
/// How a path bends to a pin that is dragged: its steps give way a little each, and far away it stays.
constexpr double kStepM = 0.02, kStaysM = 0.3;
constexpr std::size_t kStaysEvery = 10;

}  // namespace

TrajectoryEditor::TrajectoryEditor(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
    setObjectName("trajectoryEditor");
    connect(&workspace_.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (!c.layers && !c.clips && !c.video) return;
        dropSpread();
        Q_EMIT editsChanged();
    });
    connect(&workspace_, &Workspace::selectionChanged, this, [this] {
        endPreview();
        setBefore({});
        dropSpread();
        Q_EMIT editsChanged();
    });
    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        cancel();
        setBefore({});
    });
    // Undo takes what was compared with.
    connect(&workspace_.undoStack(), &QUndoStack::indexChanged, this, [this](int index) {
        if (index < stepIndex_) {
            cancel();
            setBefore({});
        }
    });
    connect(&workspace_, &Workspace::solvingChanged, this, [this](bool solving) {
        if (solving) {
            cancel();
            indexAtSolve_ = workspace_.undoStack().index();
        } else {
            onSolveEnded();
        }
    });
    auto& lane = workspace_.inferenceLane();
    connect(&lane, &jobs::JobLane::succeeded, this, [this](jobs::JobId id, std::shared_ptr<edit::Edit> edit) {
        if (id == running_) onSucceeded(std::move(edit));
        if (id != spreadId_) return;
        spreadId_ = 0;
        spread_ = std::exchange(spreadJob_, nullptr)->spread();
        Q_EMIT spreadChanged();
    });
    connect(&lane, &jobs::JobLane::failed, this, [this](jobs::JobId id, const Error& error) {
        if (id == spreadId_) {
            spreadId_ = 0;
            spreadJob_.reset();
        } else if (id == running_) {
            running_ = 0;
            Q_EMIT solvingChanged(false);
        } else {
            return;
        }
        if (error.code != ErrorCode::Canceled) Q_EMIT workspace_.failed(error);
    });
}

const edit::TrajectoryEdits* TrajectoryEditor::edits() const {
    static const edit::TrajectoryEdits kNone;
    if (!clip()) return nullptr;
    const auto it = workspace_.scene().layers.find(*workspace_.selectedPerson());
    return it == workspace_.scene().layers.end() ? &kNone : &it->second->trajectory;
}

const body::MotionClip* TrajectoryEditor::clip() const {
    const auto person = workspace_.selectedPerson();
    if (!person || !workspace_.scene().clips.contains(*person)) return nullptr;
    return workspace_.clipOf(*person);
}

std::optional<Eigen::Vector3d> TrajectoryEditor::pelvis(FrameIndex frame) const {
    const auto* c = clip();
    const auto i = c ? c->find(frame) : -1;
    if (i < 0 || !workspace_.scene().body) return std::nullopt;
    return workspace_.scene().body->restJoints(c->betas).row(0).transpose() + c->frames[std::size_t(i)].poseInWorld.translationM;
}

const edit::TrajectoryPin* TrajectoryEditor::pin(FrameIndex frame) const {
    const auto* e = edits();
    if (!e) return nullptr;
    for (const auto& p : e->pins)
        if (p.frame == frame) return &p;
    return nullptr;
}

std::vector<Eigen::Vector3d> TrajectoryEditor::pathNow() const {
    std::vector<Eigen::Vector3d> path;
    const auto person = workspace_.selectedPerson();
    const auto it = person ? workspace_.scene().clips.find(*person) : workspace_.scene().clips.end();
    if (it == workspace_.scene().clips.end() || !workspace_.scene().body) return path;
    const Eigen::Vector3d rest = workspace_.scene().body->restJoints(it->second->betas).row(0).transpose();
    for (const auto& f : it->second->frames) path.push_back(rest + f.poseInWorld.translationM);
    return path;
}

void TrajectoryEditor::setBefore(std::vector<Eigen::Vector3d> path) {
    if (before_.empty() && path.empty()) return;
    before_ = std::move(path);
    Q_EMIT pathBeforeChanged();
}

void TrajectoryEditor::apply(std::unique_ptr<edit::Edit> edit, std::unique_ptr<edit::Edit> also) {
    if (!clip()) return;
    const PersonId person = *workspace_.selectedPerson();
    cancel();
    auto path = pathNow();
    if (!workspace_.apply(std::move(edit), UndoStep::Own)) return;
    if (also) workspace_.apply(std::move(also), UndoStep::WithPrevious);
    stepIndex_ = workspace_.undoStack().index();
    setBefore(std::move(path));
    // Nothing wanted any more: the solve's own way is back already.
    const auto layers = edit::layersOf(workspace_.scene(), person);
    if (!layers->trajectory.isEmpty() || layers->solvedTrajectory) start(person, kDraftSteps);
}

void TrajectoryEditor::setPin(const edit::TrajectoryPin& pin) {
    endPreview();
    if (clip()) apply(edit::setTrajectoryPin(*workspace_.selectedPerson(), pin));
}

void TrajectoryEditor::removePin(FrameIndex frame) {
    endPreview();
    if (pin(frame)) apply(edit::removeTrajectoryPin(*workspace_.selectedPerson(), frame));
}

void TrajectoryEditor::togglePinHere() {
    const FrameIndex frame = workspace_.playback().current();
    if (pin(frame)) return removePin(frame);
    if (const auto at = pelvis(frame)) setPin({frame, *at, 0, true});
}

void TrajectoryEditor::previewPin(const edit::TrajectoryPin& wanted) {
    const auto person = workspace_.selectedPerson();
    const auto* e = edits();
    if (!person || !e) return;
    const auto& shown = workspace_.scene().clips.at(*person);
    const auto at = shown->find(wanted.frame);
    const auto path = pathNow();
    if (at < 0 || path.size() < 2) return;
    std::vector<Eigen::Vector3d> steps;
    for (std::size_t i = 1; i < path.size(); ++i) steps.push_back(path[i] - path[i - 1]);
    std::vector<trajectory::PathEvidence> evidence{trajectory::PathEvidence::pin(std::size_t(at), wanted.pelvisM)};
    for (const auto& p : e->pins)
        if (const auto i = shown->find(p.frame); i >= 0 && p.frame != wanted.frame) evidence.push_back(trajectory::PathEvidence::pin(std::size_t(i), p.pelvisM, std::max(p.softnessM, trajectory::PathEvidence::kHardM)));
    for (std::size_t i = 0; i < path.size(); i += kStaysEvery) evidence.push_back(trajectory::PathEvidence::pin(i, path[i], kStaysM));
    const auto bent = trajectory::fusedPath(steps, std::vector<double>(steps.size(), kStepM), evidence);
    auto clip = std::make_shared<body::MotionClip>(*shown);
    for (std::size_t i = 0; i < path.size(); ++i) clip->frames[i].poseInWorld.translationM += bent[i] - path[i];
    previewing_ = true;
    workspace_.setPreview(*person, std::move(clip));
}

void TrajectoryEditor::endPreview() {
    if (std::exchange(previewing_, false)) workspace_.setPreview({}, nullptr);
}

void TrajectoryEditor::setContact(int point, FrameRange range, bool stands) {
    if (clip()) apply(edit::setContact(*workspace_.selectedPerson(), {point, range, stands}));
}

void TrajectoryEditor::moveContact(int point, FrameRange range, std::int64_t byFrames) {
    if (!clip() || byFrames == 0) return;
    const PersonId person = *workspace_.selectedPerson();
    const FrameRange to{FrameIndex(range.first.value + byFrames), FrameIndex(range.end.value + byFrames)};
    const FrameRange left = byFrames > 0 ? FrameRange{range.first, std::min(to.first, range.end)} : FrameRange{std::max(to.end, range.first), range.end};
    apply(edit::setContact(person, {point, to, true}), edit::setContact(person, {point, left, false}));
}

bool TrajectoryEditor::hasContactsSaid(int point, FrameRange range) const {
    const auto* e = edits();
    return e && std::ranges::any_of(e->contacts, [&](const edit::ContactSpan& c) { return c.point == point && c.range.first < range.end && range.first < c.range.end; });
}

void TrajectoryEditor::clearContact(int point, FrameRange range) {
    if (hasContactsSaid(point, range)) apply(edit::clearContacts(*workspace_.selectedPerson(), range, point));
}

void TrajectoryEditor::setFloorLine(std::vector<Eigen::Vector2d> pointsM) {
    if (clip()) apply(edit::drawFloorLine(*workspace_.selectedPerson(), std::move(pointsM)));
}

void TrajectoryEditor::setLoop(bool closes) {
    if (edits() && edits()->closesLoop != closes) apply(edit::closeLoop(*workspace_.selectedPerson(), closes));
}

void TrajectoryEditor::previewFloor(double heightM) {
    const auto* e = edits();
    const auto person = workspace_.selectedPerson();
    if (!e || !person) return;
    auto clip = std::make_shared<body::MotionClip>(*workspace_.scene().clips.at(*person));
    for (auto& f : clip->frames) f.poseInWorld.translationM.y() += heightM - e->floorHeightM;
    previewing_ = true;
    workspace_.setPreview(*person, std::move(clip));
}

void TrajectoryEditor::setFloor(double heightM, bool level) {
    endPreview();
    if (edits() && (edits()->floorHeightM != heightM || edits()->levelFloor != level)) apply(edit::setFloorHeight(*workspace_.selectedPerson(), heightM, level));
}

edit::TrajectorySolve TrajectoryEditor::how(int steps) const {
    const auto& options = workspace_.solveOptions();
    return {options.trajectory.toStdString(), steps, options.trajectorySeed};
}

void TrajectoryEditor::start(PersonId person, int steps) {
    cancel();
    person_ = person;
    steps_ = steps;
    running_ = workspace_.inferenceLane().enqueue(std::make_shared<jobs::TrajectoryJob>(workspace_.scene(), how(steps), person));
    Q_EMIT solvingChanged(true);
}

void TrajectoryEditor::cancel() {
    if (!running_) return;
    workspace_.inferenceLane().cancel(std::exchange(running_, 0));
    Q_EMIT solvingChanged(false);
}

void TrajectoryEditor::onSucceeded(std::shared_ptr<edit::Edit> edit) {
    running_ = 0;
    auto& history = workspace_.undoStack();
    const bool follows = history.index() == stepIndex_ && history.index() == history.count();
    const auto path = before_;
    if (auto ok = EditCommand::tryPush(history, workspace_.document(), std::move(edit), follows ? UndoStep::WithPrevious : UndoStep::Own); !ok) {
        // What was wanted has changed since, and asks for its own.
        Q_EMIT solvingChanged(false);
        return;
    }
    stepIndex_ = history.index();
    if (steps_ < kFullSteps) start(person_, kFullSteps);   // a new edit cancels it
    else Q_EMIT solvingChanged(false);
}

void TrajectoryEditor::onSolveEnded() {
    // A new solve knows nothing of the pins: they are worked in again, as part of its step of the history.
    if (workspace_.undoStack().index() <= indexAtSolve_) return;
    for (const auto& [id, layers] : workspace_.scene().layers)
        if (layers->raw && !layers->trajectory.isEmpty() && !layers->solvedTrajectory) {
            stepIndex_ = workspace_.undoStack().index();
            return start(id, kFullSteps);
        }
}

void TrajectoryEditor::solveAgain() {
    if (!clip()) return;
    setBefore(pathNow());
    stepIndex_ = -1;   // a step of its own
    start(*workspace_.selectedPerson(), kFullSteps);
}

void TrajectoryEditor::setShowsSpread(bool on) {
    if (std::exchange(spreadOn_, on) == on) return;
    dropSpread();
}

void TrajectoryEditor::dropSpread() {
    if (spreadId_) workspace_.inferenceLane().cancel(std::exchange(spreadId_, 0));
    spreadJob_.reset();
    spread_.reset();
    Q_EMIT spreadChanged();
    startSpread();
}

void TrajectoryEditor::startSpread() {
    if (!spreadOn_ || !clip()) return;
    spreadJob_ = std::make_shared<jobs::SpreadJob>(workspace_.scene(), how(kDraftSteps), *workspace_.selectedPerson(), kSpreadSamples);
    spreadId_ = workspace_.inferenceLane().enqueue(spreadJob_);
}

}  // namespace ropetp::ui
