#include "ui/recovery_dialog.h"

#include <QDateTime>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

constexpr int kFolderRole = Qt::UserRole;

QString shown(const std::filesystem::path& path) { return QFile::decodeName(QByteArray::fromStdString(path.string())); }

}  // namespace

RecoveryDialog::RecoveryDialog(std::vector<project::FoundJournal> journals, QWidget* parent) : QDialog(parent) {
    setObjectName("recoveryDialog");
    setWindowTitle(tr("Bring back unsaved work"));
    resize(620, 280);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    auto* text = new QLabel(tr("RopeTP Studio did not end by itself last time. Every change was written down, so nothing is lost: bring it back and save it."), this);
    text->setWordWrap(true);
    column->addWidget(text);
    list_ = new QTreeWidget(this);
    list_->setObjectName("recoveryList");
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setAlternatingRowColors(true);
    list_->setHeaderLabels({tr("What"), tr("Last change"), tr("Unsaved changes"), tr("Saved in")});
    for (const auto& j : journals) {
        const auto when = QLocale().toString(QDateTime::fromSecsSinceEpoch(j.lastChangeSec), QLocale::ShortFormat);
        auto* item = new QTreeWidgetItem(list_, {QString::fromStdString(j.title), when, QString::number(j.changes), j.project.empty() ? tr("never saved") : shown(j.project.parent_path())});
        item->setData(0, kFolderRole, shown(j.folder));
        item->setToolTip(3, shown(j.project));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list_->header()->setStretchLastSection(true);
    column->addWidget(list_, 1);
    auto* row = new QHBoxLayout;
    forget_ = new QPushButton(tr("Delete"), this);
    forget_->setObjectName("recoveryForget");
    forget_->setToolTip(tr("The changes are gone for good; the saved project stays as it is."));
    auto* later = new QPushButton(tr("Later"), this);
    later->setObjectName("recoveryLater");
    later->setToolTip(tr("Nothing is deleted; it is offered again at the next start."));
    recover_ = new QPushButton(tr("Bring back"), this);
    recover_->setObjectName("recoveryRecover");
    recover_->setProperty("primary", true);
    recover_->setDefault(true);
    row->addWidget(forget_);
    row->addStretch(1);
    row->addWidget(later);
    row->addWidget(recover_);
    column->addLayout(row);

    connect(list_, &QTreeWidget::itemSelectionChanged, this, [this] {
        recover_->setEnabled(!chosen().isEmpty());
        forget_->setEnabled(!chosen().isEmpty());
    });
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    connect(recover_, &QPushButton::clicked, this, [this] {
        Q_EMIT recoverWanted(chosen());
        accept();
    });
    connect(forget_, &QPushButton::clicked, this, [this] {
        Q_EMIT forgetWanted(chosen());
        delete list_->currentItem();
        if (list_->topLevelItemCount() == 0) accept();
    });
    list_->setCurrentItem(list_->topLevelItem(0));
}

QString RecoveryDialog::chosen() const {
    const auto items = list_->selectedItems();
    return items.isEmpty() ? QString() : items.front()->data(0, kFolderRole).toString();
}

}  // namespace ropetp::ui
