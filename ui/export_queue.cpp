#include "ui/export_queue.h"

#include "ui/error_text.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>

namespace ropetp::ui {
namespace {

enum Column { File, Preset, Who, Result };

}  // namespace

ExportQueue::ExportQueue(Workspace& workspace, QWidget* parent) : QTreeWidget(parent), workspace_(workspace) {
    setObjectName("exportQueue");
    setHeaderLabels({tr("File"), tr("Preset"), tr("Who"), tr("Result")});
    setRootIsDecorated(false);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setTextElideMode(Qt::ElideMiddle);
    header()->setStretchLastSection(true);
    header()->resizeSection(File, 220);
    header()->resizeSection(Preset, 130);
    header()->resizeSection(Who, 100);
    setToolTip(tr("Del takes waiting files out of the queue"));
    connect(&workspace_, &Workspace::exported, this, [this](jobs::JobId id, const QStringList& files, const io::ExportReport& r) {
        const bool bad = r.largestErrorMm > io::ExportReport::kWarnMm;
        QString text = !r.verified ? tr("Written") : bad ? tr("Warning: off by %1 mm").arg(QLocale().toString(r.largestErrorMm, 'f', 2)) : tr("Verified, within %1 mm").arg(QLocale().toString(r.largestErrorMm, 'f', 3));
        QString detail = files.join('\n');
        if (r.verified && !r.worstJoint.empty()) detail += '\n' + tr("Largest error: %1, frame %2").arg(QString::fromStdString(r.worstJoint)).arg(r.worstFrame);
        finish(id, State::Done, text, detail);
    });
    connect(&workspace_, &Workspace::exportFailed, this, [this](jobs::JobId id, const Error& error) {
        finish(id, State::Failed, errorText(error), QString::fromStdString(describe(error)));
    });
}

ExportQueue::State ExportQueue::stateOf(const QTreeWidgetItem* item) const { return State(item->data(Result, Qt::UserRole).toInt()); }

void ExportQueue::show(QTreeWidgetItem* item, State state, const QString& text, const QString& detail) {
    item->setData(Result, Qt::UserRole, int(state));
    item->setText(Result, text);
    item->setToolTip(Result, detail.isEmpty() ? text : detail);
}

void ExportQueue::add(const Entry& entry) {
    QTreeWidgetItem* item = nullptr;
    for (auto& [other, e] : entries_)
        if (e.path == entry.path && stateOf(other) != State::Running) item = other;
    if (!item) item = new QTreeWidgetItem(this);
    entries_[item] = entry;
    item->setText(File, QFileInfo(entry.path).fileName());
    item->setToolTip(File, entry.path);
    item->setText(Preset, QString::fromStdString(entry.options.preset.title));
    item->setText(Who, entry.person ? workspace_.personName(*entry.person) : tr("Everybody"));
    show(item, State::Waiting, tr("Waiting"));
    scrollToItem(item);
    Q_EMIT stateChanged();
}

bool ExportQueue::hasWaiting() const {
    for (const auto& [item, entry] : entries_)
        if (stateOf(item) == State::Waiting) return true;
    return false;
}

void ExportQueue::run() {
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = topLevelItem(i);
        if (stateOf(item) != State::Waiting) continue;
        const Entry& e = entries_.at(item);
        show(item, State::Running, tr("Writing…"));
        running_[workspace_.exportTakes(e.path, e.person, e.options)] = item;
    }
    Q_EMIT stateChanged();
}

void ExportQueue::finish(jobs::JobId id, State state, const QString& text, const QString& detail) {
    const auto it = running_.find(id);
    if (it == running_.end()) return;
    show(it->second, state, text, detail);
    running_.erase(it);
    Q_EMIT stateChanged();
}

void ExportQueue::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Delete) return QTreeWidget::keyPressEvent(event);
    for (QTreeWidgetItem* item : selectedItems()) {
        if (stateOf(item) == State::Running) continue;
        entries_.erase(item);
        delete item;
    }
    Q_EMIT stateChanged();
}

}  // namespace ropetp::ui
