#include "project/document.h"

#include <exception>
#include <new>
#include <utility>

namespace ropetp::project {

Document::Document(QObject* parent) : QObject(parent) {}

void Document::reset(edit::Scene scene) {
    scene_ = std::move(scene);
    edit::ChangeSet everything;
    everything.video = everything.tracks = everything.clips = everything.world = everything.notices = everything.layers = everything.marks = true;
    Q_EMIT changed(everything);
}

Result<void> Document::apply(edit::Edit& edit) {
    // A copy of pointers; it makes good the promise that a failed edit changes nothing, also for
    // an edit that runs out of memory half-way.
    edit::Scene before = scene_;
    Result<edit::ChangeSet> change;
    try {
        change = edit.apply(scene_);
    } catch (const std::bad_alloc&) {
        change = fail(ErrorCode::OutOfMemory, edit.label());
    } catch (const std::exception& e) {
        change = fail(ErrorCode::Internal, edit.label() + ": " + e.what());
    }
    if (!change) {
        scene_ = std::move(before);
        return fail(change.error());
    }
    if (observer_) observer_->applied(edit, scene_);
    Q_EMIT changed(*change);
    return {};
}

void Document::revert(edit::Edit& edit) {
    const edit::ChangeSet change = edit.revert(scene_);
    if (observer_) observer_->reverted(scene_);
    Q_EMIT changed(change);
}

}  // namespace ropetp::project
