#pragma once

#include <QDialog>

#include "ui/workspace.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QTreeWidget;

namespace ropetp::ui {

class ExportQueue;

/// What takes are exported as: format, a tool's preset with its skeleton shown, options, and a queue of files.
class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ExportDialog(Workspace& workspace, QWidget* parent = nullptr);

  private:
    QWidget* optionsColumn();
    QWidget* skeletonColumn();
    void refillPresets(const QString& chosen);
    void usePreset();
    void markOwnChange();
    void showSkeleton();
    void showFormat();
    void savePreset();
    void removePreset();
    void browse();
    /// False where a box asks for another file or the user says no.
    bool addToQueue();
    void refreshButtons();
    io::ExportPreset chosenPreset() const;
    io::ExportOptions chosenOptions() const;
    QString pathWithEnding(const QString& path) const;
    std::string ending() const;

    Workspace& workspace_;
    std::vector<io::ExportPreset> presets_;
    QComboBox *format_, *preset_, *who_, *frames_, *fps_, *rest_, *root_, *bvhOrder_, *bvhUnits_;
    QCheckBox *mesh_, *camera_, *origin_, *amass_;
    QDoubleSpinBox *floor_, *scale_;
    QLabel* note_;
    QTreeWidget* skeleton_;
    QLineEdit* path_;
    QToolButton* removePreset_;
    QPushButton *add_, *export_, *close_;
    ExportQueue* queue_;
    bool filling_ = false;
};

}  // namespace ropetp::ui
