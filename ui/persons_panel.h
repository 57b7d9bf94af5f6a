#pragma once

#include <QWidget>

#include "ui/workspace.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ropetp::ui {

/// Everybody in the video: name, colour, frames seen, shown or hidden; joining and splitting of tracks.
class PersonsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit PersonsPanel(Workspace& workspace, QWidget* parent = nullptr);

  Q_SIGNALS:
    void boxToolWanted();

  private:
    void rebuild();
    void select();
    void showMenu(const QPoint& at);
    std::optional<PersonId> personOf(const QTreeWidgetItem* item) const;

    Workspace& workspace_;
    QTreeWidget* list_;
    QPushButton *box_, *more_;
    QLabel* empty_;          ///< what to do to see somebody
    bool rebuilding_ = false;
};

}  // namespace ropetp::ui
