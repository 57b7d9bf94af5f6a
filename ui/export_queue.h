#pragma once

#include <QTreeWidget>

#include "ui/workspace.h"

#include <map>

namespace ropetp::ui {

/// Files to be written and what became of them. Rows wait until run() hands them to the workspace.
class ExportQueue : public QTreeWidget {
    Q_OBJECT

  public:
    explicit ExportQueue(Workspace& workspace, QWidget* parent = nullptr);

    struct Entry {
        QString path;
        std::optional<PersonId> person;      ///< nullopt: everybody
        io::ExportOptions options;
    };
    /// A waiting row of the same path is replaced.
    void add(const Entry& entry);
    bool hasWaiting() const;
    bool isRunning() const { return !running_.empty(); }
    void run();

  Q_SIGNALS:
    void stateChanged();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    enum class State { Waiting, Running, Done, Failed };
    State stateOf(const QTreeWidgetItem* item) const;
    void show(QTreeWidgetItem* item, State state, const QString& text, const QString& detail = {});
    void finish(jobs::JobId id, State state, const QString& text, const QString& detail);

    Workspace& workspace_;
    std::map<QTreeWidgetItem*, Entry> entries_;
    std::map<jobs::JobId, QTreeWidgetItem*> running_;
};

}  // namespace ropetp::ui
