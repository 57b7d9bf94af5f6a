#include "ui/command_palette.h"

#include "ui/command_registry.h"
#include "ui/palette_row.h"
#include "ui/settings.h"
#include "ui/workspace.h"

#include <QAbstractListModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace ropetp::ui {

class CommandPalette::Model : public QAbstractListModel {
  public:
    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(entries_.size()); }
    QVariant data(const QModelIndex& index, int role) const override {
        const auto& e = entries_[std::size_t(index.row())];
        if (role == Qt::DisplayRole) return e.title;
        if (role == PaletteRow::kEntryRole) return QVariant::fromValue(&e);
        if (role == Qt::AccessibleTextRole) return e.title + ", " + e.keys + ", " + e.help;
        return {};
    }
    void set(std::vector<PaletteEntry> entries) {
        beginResetModel();
        entries_ = std::move(entries);
        endResetModel();
    }
    const PaletteEntry& at(int row) const { return entries_[std::size_t(row)]; }

  private:
    std::vector<PaletteEntry> entries_;
};

CommandPalette::CommandPalette(CommandRegistry& commands, Workspace& workspace, QWidget& window)
    : QFrame(&window, Qt::Popup | Qt::FramelessWindowHint), commands_(commands), workspace_(workspace), model_(new Model(this)) {
    setObjectName("commandPalette");
    setAccessibleName(tr("Commands"));
    field_ = new QLineEdit(this);
    field_->setObjectName("paletteField");
    field_->setPlaceholderText(tr("What do you want to do? A command, joint, person, frame (120) or time (12.5s)"));
    field_->installEventFilter(this);
    list_ = new QListView(this);
    list_->setObjectName("paletteList");
    list_->setModel(model_);
    list_->setItemDelegate(new PaletteRow(list_));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setUniformItemSizes(true);
    list_->setFrameShape(QFrame::NoFrame);
    nothing_ = new QLabel(tr("Nothing is called so. Fewer letters find more."), this);
    nothing_->setProperty("dim", true);
    nothing_->setContentsMargins(12, 10, 12, 10);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(field_);
    column->addWidget(list_, 1);
    column->addWidget(nothing_);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(field_, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(list_, &QListView::clicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::open() {
    all_ = paletteEntries(commands_, workspace_);
    const QWidget& window = *parentWidget();
    const int width = std::min(680, window.width() - 40);
    const int row = list_->itemDelegate()->sizeHint({}, {}).height();
    const int height = std::min(field_->sizeHint().height() + 10 * row + 4, window.height() - 100);
    setFixedSize(std::max(width, 200), std::max(height, 160));
    QFrame::move(window.mapToGlobal(QPoint((window.width() - this->width()) / 2, 56)));
    field_->clear();
    search();
    show();
    field_->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::search() {
    auto found = rankedEntries(all_, field_->text(), Settings::recentCommands());
    if (auto jump = paletteJump(field_->text(), workspace_)) found.insert(found.begin(), std::move(*jump));
    const bool any = !found.empty();
    model_->set(std::move(found));
    list_->setVisible(any);
    nothing_->setVisible(!any);
    if (any) list_->setCurrentIndex(model_->index(0));
    list_->scrollToTop();
}

void CommandPalette::move(int rows) {
    const int count = model_->rowCount();
    if (count == 0) return;
    const int at = list_->currentIndex().row();
    // Single steps go round; pages stop at the ends.
    const int to = std::abs(rows) == 1 ? (at + rows + count) % count : std::clamp(at + rows, 0, count - 1);
    list_->setCurrentIndex(model_->index(to));
}

void CommandPalette::runCurrent() {
    const QModelIndex index = list_->currentIndex();
    if (!index.isValid()) return;
    const PaletteEntry entry = model_->at(index.row());
    if (!entry.enabled) return;   // its row says why
    hide();
    if (!entry.id.isEmpty()) Settings::addRecentCommand(entry.id);
    entry.run();
}

bool CommandPalette::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();   // the window's keys rest while one types here
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const int page = std::max(1, list_->height() / std::max(1, list_->sizeHintForRow(0)) - 1);
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Up: case Qt::Key_Backtab: move(-1); return true;
        case Qt::Key_Down: case Qt::Key_Tab: move(1); return true;
        case Qt::Key_PageUp: move(-page); return true;
        case Qt::Key_PageDown: move(page); return true;
        case Qt::Key_Escape: hide(); return true;
        default: break;
        }
    }
    return QFrame::eventFilter(object, event);
}

}  // namespace ropetp::ui
