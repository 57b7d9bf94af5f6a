#pragma once

#include <QLineEdit>

#include "ui/workspace.h"

namespace ropetp::ui {

/// A line to write the note of a frame into. Enter, or clicking elsewhere, keeps it; Esc does not. Deletes itself.
class NoteEditor : public QLineEdit {
    Q_OBJECT

  public:
    NoteEditor(Workspace& workspace, FrameIndex frame, QWidget* parent);

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void finish(bool keep);

    Workspace& workspace_;
    const FrameIndex frame_;
    bool finished_ = false;
};

}  // namespace ropetp::ui
