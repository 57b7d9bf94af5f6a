#include "ui/edit_command.h"

#include "ui/error_text.h"

#include <QUndoStack>

namespace ropetp::ui {

Result<void> EditCommand::tryPush(QUndoStack& stack, project::Document& document, std::shared_ptr<edit::Edit> edit) {
    if (auto applied = document.apply(*edit); !applied) return fail(applied.error());
    stack.push(new EditCommand(document, std::move(edit)));
    return {};
}

EditCommand::EditCommand(project::Document& document, std::shared_ptr<edit::Edit> edit)
    : document_(document), edit_(std::move(edit)) {
    setText(editLabelText(edit_->label()));
}

void EditCommand::undo() { document_.revert(*edit_); }

void EditCommand::redo() {
    // QUndoStack::push() calls redo(); the edit has been applied by then.
    if (appliedBeforePush_) {
        appliedBeforePush_ = false;
        return;
    }
    // The scene is as it was when this edit first succeeded, so it succeeds again; if it ever does
    // not, undoing it later would corrupt the scene, so the command leaves the history.
    if (!document_.apply(*edit_)) setObsolete(true);
}

bool EditCommand::mergeWith(const QUndoCommand* next) {
    return edit_->tryMerge(*static_cast<const EditCommand*>(next)->edit_);
}

}  // namespace ropetp::ui
