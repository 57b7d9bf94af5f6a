#pragma once

#include "edit/edit.h"
#include "project/document.h"

#include <QUndoCommand>

#include <memory>

namespace ropetp::ui {

/// Puts an edit on a QUndoStack. Push only edits that were checked by tryPush(): QUndoStack has no
/// way to refuse a command.
class EditCommand final : public QUndoCommand {
  public:
    /// Applies the edit and, where that succeeds, pushes it on the stack; the document is unchanged
    /// and the stack untouched on failure.
    static Result<void> tryPush(QUndoStack& stack, project::Document& document, std::shared_ptr<edit::Edit> edit);

    void undo() override;
    void redo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* next) override;

  private:
    EditCommand(project::Document& document, std::shared_ptr<edit::Edit> edit);
    project::Document& document_;
    std::shared_ptr<edit::Edit> edit_;
    bool appliedBeforePush_ = true;
};

}  // namespace ropetp::ui
