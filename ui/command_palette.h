#pragma once

#include <QFrame>

#include "ui/palette_entries.h"

class QLabel;
class QLineEdit;
class QListView;

namespace ropetp::ui {

/// Type a few letters of what you want, Enter does it. Finds commands by name, group and help, persons, joints, frames and
/// times; the keyboard alone is enough.
class CommandPalette : public QFrame {
    Q_OBJECT

  public:
    /// @param window  whose commands they are; the palette opens at its top.
    CommandPalette(CommandRegistry& commands, Workspace& workspace, QWidget& window);

    void open();

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void search();
    void move(int rows);
    void runCurrent();

    CommandRegistry& commands_;
    Workspace& workspace_;
    class Model;
    Model* model_;
    std::vector<PaletteEntry> all_;
    QLineEdit* field_;
    QListView* list_;
    QLabel* nothing_;
};

}  // namespace ropetp::ui
