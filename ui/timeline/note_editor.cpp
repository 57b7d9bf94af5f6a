#include "ui/timeline/note_editor.h"

#include "edit/mark_edits.h"
#include "ui/markers.h"

#include <QKeyEvent>

namespace ropetp::ui {

NoteEditor::NoteEditor(Workspace& workspace, FrameIndex frame, QWidget* parent) : QLineEdit(parent), workspace_(workspace), frame_(frame) {
    setObjectName("noteEditor");
    setPlaceholderText(tr("Note on frame %1").arg(frame.value));
    setMaxLength(int(edit::kLongestNote / 4));   // UTF-8 takes up to four bytes a character
    if (const auto* marker = markerAt(workspace.scene(), frame)) setText(QString::fromStdString(marker->note));
    selectAll();
}

void NoteEditor::finish(bool keep) {
    if (finished_) return;
    finished_ = true;
    hide();
    deleteLater();
    if (parentWidget()) parentWidget()->setFocus();
    if (keep) setNote(workspace_, frame_, text());
}

bool NoteEditor::event(QEvent* event) {
    // Esc and Enter are for the editor, not for the window's commands.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) event->accept();
    }
    return QLineEdit::event(event);
}

void NoteEditor::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape: return finish(false);
    case Qt::Key_Return: case Qt::Key_Enter: return finish(true);
    default: QLineEdit::keyPressEvent(event);
    }
}

void NoteEditor::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) finish(true);
}

}  // namespace ropetp::ui
