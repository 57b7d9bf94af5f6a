#pragma once

#include <QWidget>

#include "ui/workspace.h"

class QListWidget;

namespace ropetp::ui {

/// The marked frames with their notes. A click goes there, a double click edits the note, Delete removes the marker. Hidden
/// while there are none.
class MarkerList : public QWidget {
    Q_OBJECT

  public:
    explicit MarkerList(Workspace& workspace, QWidget* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void rebuild();
    void showHere();
    FrameIndex frameAt(int row) const;
    void removeAt(int row);

    Workspace& workspace_;
    QListWidget* list_;
    bool rebuilding_ = false;
};

}  // namespace ropetp::ui
