#pragma once

#include <QDialog>

#include "project/recovery.h"

#include <vector>

class QPushButton;
class QTreeWidget;

namespace ropetp::ui {

/// What programs that did not end by themselves had not saved: bring it back, delete it, or leave it for later.
class RecoveryDialog : public QDialog {
    Q_OBJECT

  public:
    explicit RecoveryDialog(std::vector<project::FoundJournal> journals, QWidget* parent = nullptr);

  Q_SIGNALS:
    void recoverWanted(const QString& folder);
    void forgetWanted(const QString& folder);

  private:
    QString chosen() const;
    QTreeWidget* list_;
    QPushButton *recover_, *forget_;
};

}  // namespace ropetp::ui
