#include "ui/fix_propagation.h"

#include "edit/propagate.h"
#include "jobs/propagate_job.h"

#include <utility>

namespace ropetp::ui {

FixPropagation::FixPropagation(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
    connect(&workspace_, &Workspace::edited, this, &FixPropagation::onEdited);
    connect(&workspace_, &Workspace::videoOpened, this, &FixPropagation::cancel);
    auto& lane = workspace_.inferenceLane();
    connect(&lane, &jobs::JobLane::succeeded, this, [this](jobs::JobId id, std::shared_ptr<edit::Edit> edit) {
        if (id == running_) onSucceeded(std::move(edit));
    });
    connect(&lane, &jobs::JobLane::failed, this, [this](jobs::JobId id, const Error& error) {
        if (id != running_) return;
        running_ = 0;
        job_.reset();
        Q_EMIT runningChanged(false);
        if (error.code == ErrorCode::NoPerson) Q_EMIT finished(Outcome::NothingSeen);
        else if (error.code != ErrorCode::Canceled) Q_EMIT workspace_.failed(error);
    });
}

bool FixPropagation::isNeeded(PersonId person) const {
    const auto layers = edit::layersOf(workspace_.scene(), person);
    return layers && layers->raw && !edit::stretchesToPropagate(*layers).empty();
}

void FixPropagation::setFollowing(bool on) {
    if (std::exchange(following_, on) == on) return;
    Q_EMIT followingChanged(on);
    if (!on) cancel();
    else onEdited();
}

void FixPropagation::cancel() {
    if (!running_) return;
    workspace_.inferenceLane().cancel(std::exchange(running_, 0));
    job_.reset();
    Q_EMIT runningChanged(false);
}

void FixPropagation::run(PersonId person) {
    if (isNeeded(person)) start(person, UndoStep::Own);
    else Q_EMIT finished(Outcome::NothingToDo);
}

void FixPropagation::onEdited() {
    if (!following_ || !workspace_.selectedPerson()) return;
    const PersonId person = *workspace_.selectedPerson();
    if (isNeeded(person)) start(person, UndoStep::WithPrevious);
}

void FixPropagation::start(PersonId person, UndoStep step) {
    cancel();
    job_ = std::make_shared<jobs::PropagateJob>(workspace_.scene(), person);
    step_ = step;
    stepIndex_ = workspace_.undoStack().index();
    running_ = workspace_.inferenceLane().enqueue(job_);
    Q_EMIT runningChanged(true);
}

void FixPropagation::onSucceeded(std::shared_ptr<edit::Edit> edit) {
    running_ = 0;
    const auto job = std::exchange(job_, nullptr);
    const PersonId person = job->person();
    Q_EMIT runningChanged(false);
    if (edit::layersOf(workspace_.scene(), person) != job->layers()) {
        // Undone, or changed meanwhile. A change that asks for more has said so itself by edited().
        return;
    }
    auto& history = workspace_.undoStack();
    const bool follows = step_ == UndoStep::WithPrevious && history.index() == stepIndex_ && history.index() == history.count();
    if (!edit) {
        Q_EMIT finished(Outcome::NothingToDo);
        return;
    }
    if (auto ok = EditCommand::tryPush(history, workspace_.document(), std::move(edit), follows ? UndoStep::WithPrevious : UndoStep::Own); !ok)
        Q_EMIT workspace_.failed(ok.error());
    else
        Q_EMIT finished(Outcome::Followed);
}

}  // namespace ropetp::ui
