#include "ui/edit_command.h"

#include "ui/core_text.h"

#include <QUndoStack>

namespace ropetp::ui {

Result<void> EditCommand::tryPush(QUndoStack& stack, project::Document& document, std::shared_ptr<edit::Edit> edit, UndoStep step) {
    if (auto applied = document.apply(*edit); !applied) return fail(applied.error());
    stack.push(new EditCommand(document, std::move(edit), step));
    return {};
}

EditCommand::EditCommand(project::Document& document, std::shared_ptr<edit::Edit> edit, UndoStep step)
    : document_(document), edits_{std::move(edit)}, step_(step) {
    setText(editLabelText(edits_.front()->label()));
}

void EditCommand::undo() {
    for (auto it = edits_.rbegin(); it != edits_.rend(); ++it) document_.revert(**it);
}

void EditCommand::redo() {
    // QUndoStack::push() calls redo(); the edit has been applied by then.
    if (appliedBeforePush_) {
        appliedBeforePush_ = false;
        return;
    }
    // The scene is as it was when these edits first succeeded, so they succeed again; if one ever does
    // not, undoing it later would corrupt the scene, so the command leaves the history.
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        if (document_.apply(*edits_[i])) continue;
        while (i > 0) document_.revert(*edits_[--i]);
        setObsolete(true);
        return;
    }
}

bool EditCommand::mergeWith(const QUndoCommand* next) {
    const auto& later = *static_cast<const EditCommand*>(next);
    if (later.step_ == UndoStep::WithPrevious) {
        edits_.insert(edits_.end(), later.edits_.begin(), later.edits_.end());
        return true;
    }
    return later.step_ == UndoStep::Mergeable && edits_.size() == 1 && later.edits_.size() == 1 && edits_.front()->tryMerge(*later.edits_.front());
}

}  // namespace ropetp::ui
