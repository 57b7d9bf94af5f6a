#include "ui/marker_list.h"

#include "ui/markers.h"
#include "ui/time_text.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

/// Shows frame and note, and edits the note alone.
class NoteDelegate final : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant& value, const QLocale&) const override { return value.toString(); }
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const QString where = index.data(Qt::UserRole + 1).toString(), note = index.data(Qt::DisplayRole).toString();
        option->text = note.isEmpty() ? where : where + "  " + note;
    }
};

}  // namespace

MarkerList::MarkerList(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("markerPanel");
    auto* heading = new QLabel(tr("Markers"));
    heading->setProperty("heading", true);
    list_ = new QListWidget;
    list_->setObjectName("markerList");
    list_->setItemDelegate(new NoteDelegate(list_));
    list_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->setToolTip(tr("Click to go there, double click to edit the note, Delete to remove the marker"));
    list_->installEventFilter(this);
    constexpr int kTallest = 110;   // the stops need the room
    list_->setMaximumHeight(kTallest);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(3);
    column->addWidget(heading);
    column->addWidget(list_, 1);

    connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        workspace_.playback().stop();
        workspace_.playback().seek(frameAt(list_->row(item)));
    });
    connect(list_, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (rebuilding_) return;
        const FrameIndex frame = frameAt(list_->row(item));
        const QString note = item->text();
        // Not while the item is being edited: the list is made anew by it.
        QMetaObject::invokeMethod(this, [this, frame, note] { setNote(workspace_, frame, note); }, Qt::QueuedConnection);
    });
    connect(list_, &QListWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const int row = list_->indexAt(at).row();
        if (row < 0) return;
        auto* menu = new QMenu(list_);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Edit note…"), list_, [this, row] { list_->editItem(list_->item(row)); });
        menu->addAction(tr("Remove marker"), this, [this, row] { removeAt(row); });
        menu->popup(list_->viewport()->mapToGlobal(at));
    });
    connect(&workspace_.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.marks || c.video) rebuild();
    });
    connect(&workspace_.playback(), &PlaybackController::currentChanged, this, &MarkerList::showHere);
    rebuild();
}

FrameIndex MarkerList::frameAt(int row) const {
    const auto* item = list_->item(row);
    return FrameIndex(item ? item->data(Qt::UserRole).toLongLong() : -1);
}

void MarkerList::removeAt(int row) { removeMarker(workspace_, frameAt(row)); }

void MarkerList::rebuild() {
    const auto& markers = workspace_.scene().markers;
    rebuilding_ = true;
    list_->clear();
    for (const auto& m : markers) {
        auto* item = new QListWidgetItem(QString::fromStdString(m.note), list_);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(Qt::UserRole, qlonglong(m.frame.value));
        item->setData(Qt::UserRole + 1, tr("%1 · %2").arg(m.frame.value).arg(clockText(workspace_.playback().timeSec(m.frame))));
    }
    rebuilding_ = false;
    setVisible(!markers.empty());
    showHere();
}

void MarkerList::showHere() {
    const FrameIndex here = workspace_.playback().current();
    int row = -1;
    for (int i = 0; i < list_->count(); ++i)
        if (frameAt(i) == here) row = i;
    if (list_->currentRow() != row) list_->setCurrentRow(row);
}

bool MarkerList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if ((key != Qt::Key_Delete && key != Qt::Key_Backspace) || list_->currentRow() < 0) return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) removeAt(list_->currentRow());
    return true;
}

}  // namespace ropetp::ui
