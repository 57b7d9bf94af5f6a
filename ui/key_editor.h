#pragma once

#include <QDialog>

class QCheckBox;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ropetp::ui {

class CommandRegistry;

/// All commands with their keys; a new key is chosen by pressing it. Changes act at once and are remembered.
class KeyEditor : public QDialog {
    Q_OBJECT

  public:
    explicit KeyEditor(CommandRegistry& commands, QWidget* parent = nullptr);

    /// Every command that has keys, a line each, for printing.
    QString asText() const;

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void fill();
    void filter(const QString& text);
    void showSelected();
    void onRecorded();
    void give(const QKeySequence& key);
    void refreshItem(QTreeWidgetItem& item);
    void refreshItems();
    QString selectedId() const;

    CommandRegistry& commands_;
    QLineEdit* filter_;
    QTreeWidget* tree_;
    QLabel *help_, *message_;
    QKeySequenceEdit* recorder_;
    QCheckBox* beside_;
    QPushButton *take_, *remove_, *reset_;
};

}  // namespace ropetp::ui
