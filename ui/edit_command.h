#pragma once

#include "edit/edit.h"
#include "project/document.h"

#include <QUndoCommand>

#include <memory>
#include <vector>

namespace ropetp::ui {

/// How an edit joins the history.
enum class UndoStep {
    Mergeable,      ///< one step with the edit before where both say that they belong together (a slider being dragged)
    Own,            ///< always a step of its own (a drag that has ended)
    WithPrevious,   ///< undone and redone together with the step before (what follows from it, worked out meanwhile)
};

/// Puts an edit on a QUndoStack. Push only edits that were checked by tryPush(): QUndoStack has no
/// way to refuse a command.
class EditCommand final : public QUndoCommand {
  public:
    /// Applies the edit and, where that succeeds, pushes it on the stack; the document is unchanged
    /// and the stack untouched on failure.
    static Result<void> tryPush(QUndoStack& stack, project::Document& document, std::shared_ptr<edit::Edit> edit,
                                UndoStep step = UndoStep::Mergeable);

    void undo() override;
    void redo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* next) override;

  private:
    EditCommand(project::Document& document, std::shared_ptr<edit::Edit> edit, UndoStep step);
    project::Document& document_;
    std::vector<std::shared_ptr<edit::Edit>> edits_;   ///< in the order in which they were made
    UndoStep step_;
    bool appliedBeforePush_ = true;
};

}  // namespace ropetp::ui
