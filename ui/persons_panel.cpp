#include "ui/persons_panel.h"

#include "render/person_color.h"
#include "ui/panel_fields.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

enum Column { kName, kFrames, kConfidence, kColumnCount };

QIcon swatch(PersonId id) {
    const Eigen::Vector3f c = render::personColor(id);
    QPixmap pixmap(3 * QSize(14, 14));   // sharp at any scale
    pixmap.setDevicePixelRatio(3);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgbF(c.x(), c.y(), c.z()));
    painter.drawRoundedRect(1, 1, 12, 12, 3, 3);
    return pixmap;
}

}  // namespace

PersonsPanel::PersonsPanel(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("personsPanel");
    setWhatsThis(tr("Everybody who was found: who is shown, what they are called, and who is who.\n"
                    "When two people pass each other the tracker may mix them up: go to the frame where it happens, then swap them from there, split one in two, or merge two who are one.\n"
                    "Somebody who was missed: press B, then draw a box around them with Shift held."));
    setAttribute(Qt::WA_StyledBackground);
    list_ = new QTreeWidget(this);
    list_->setObjectName("personsList");
    list_->setColumnCount(kColumnCount);
    list_->setHeaderLabels({tr("Name"), tr("Frames"), tr("Confidence")});
    list_->headerItem()->setToolTip(kConfidence, tr("Mean confidence of the solved joints"));
    list_->setRootIsDecorated(false);
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(kName, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(kFrames, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(kConfidence, QHeaderView::ResizeToContents);
    box_ = new QPushButton(tr("Draw box"), this);
    box_->setObjectName("drawBox");
    box_->setToolTip(tr("Draw a box around the selected person on this frame, or with Shift around somebody who was missed (B)"));
    more_ = new QPushButton(tr("Identity…"), this);
    more_->setObjectName("identityMenu");
    more_->setToolTip(tr("Tells who is who from this frame on: merge, split, swap or remove the selected person"));

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(box_);
    buttons->addWidget(more_);
    buttons->addStretch(1);
    empty_ = new QLabel(this);
    empty_->setObjectName("personsEmpty");
    empty_->setWordWrap(true);
    empty_->setProperty("dim", true);
    empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    empty_->setContentsMargins(4, 4, 4, 4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addWidget(list_, 1);
    column->addWidget(empty_, 1);
    column->addLayout(buttons);

    connect(box_, &QPushButton::clicked, this, &PersonsPanel::boxToolWanted);
    connect(more_, &QPushButton::clicked, this, [this] { showMenu(more_->mapToGlobal(QPoint(0, more_->height()))); });
    connect(list_, &QTreeWidget::customContextMenuRequested, this, [this](const QPoint& at) { showMenu(list_->viewport()->mapToGlobal(at)); });
    connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!rebuilding_ && item) workspace_.selectPerson(personOf(item));
    });
    connect(list_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (rebuilding_ || column != kName) return;
        const auto id = personOf(item);
        if (!id) return;
        workspace_.setPersonVisible(*id, item->checkState(kName) == Qt::Checked);
        if (item->text(kName) != workspace_.personName(*id)) workspace_.renamePerson(*id, item->text(kName));
    });
    connect(&workspace_.document(), &project::Document::changed, this, &PersonsPanel::rebuild);
    connect(&workspace_, &Workspace::videoOpened, this, &PersonsPanel::rebuild);
    connect(&workspace_, &Workspace::streamed, this, [this] {
        if (int(workspace_.knownPersons().size()) != list_->topLevelItemCount()) rebuild();
    });
    connect(&workspace_, &Workspace::selectionChanged, this, &PersonsPanel::select);
    rebuild();
}

std::optional<PersonId> PersonsPanel::personOf(const QTreeWidgetItem* item) const {
    if (!item) return std::nullopt;
    return PersonId(item->data(kName, Qt::UserRole).toLongLong());
}

void PersonsPanel::rebuild() {
    rebuilding_ = true;
    list_->clear();
    const auto& scene = workspace_.scene();
    for (const PersonId id : workspace_.knownPersons()) {
        auto* item = new QTreeWidgetItem(list_);
        item->setData(kName, Qt::UserRole, qlonglong(id.value));
        item->setText(kName, workspace_.personName(id));
        item->setIcon(kName, swatch(id));
        item->setFlags(item->flags() | Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
        item->setCheckState(kName, workspace_.isPersonVisible(id) ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(kName, tr("Tick to show; double click to rename"));
        const auto* track = scene.tracks ? scene.tracks->find(id) : nullptr;
        item->setText(kFrames, track ? QString::number(track->observations.size()) : QStringLiteral("…"));
        item->setTextAlignment(kFrames, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(kConfidence, Qt::AlignRight | Qt::AlignVCenter);
        const auto clip = scene.clips.find(id);
        if (clip == scene.clips.end()) continue;
        double sum = 0;
        for (const auto& f : clip->second->frames)
            for (const float c : f.confidence) sum += c / body::kJointCount;
        item->setText(kConfidence, tr("%1 %").arg(int(std::lround(100 * sum / double(std::max<std::size_t>(1, clip->second->frames.size()))))));
    }
    list_->setVisible(list_->topLevelItemCount() > 0);
    empty_->setVisible(list_->topLevelItemCount() == 0);
    empty_->setText(workspace_.hasVideo() ? tr("Nobody was looked for yet: Solve finds the people (Ctrl+R), or draw a box around one.") : tr("The people of the video are listed here once one is open."));
    setUsable(*box_, workspace_.hasVideo(), tr("Open a video first."));
    setUsable(*more_, list_->topLevelItemCount() > 0, tr("Nobody was found yet."));
    rebuilding_ = false;
    select();
}

void PersonsPanel::select() {
    rebuilding_ = true;
    list_->setCurrentItem(nullptr);
    for (int i = 0; i < list_->topLevelItemCount(); ++i)
        if (personOf(list_->topLevelItem(i)) == workspace_.selectedPerson()) list_->setCurrentItem(list_->topLevelItem(i));
    rebuilding_ = false;
}

void PersonsPanel::showMenu(const QPoint& at) {
    const auto person = workspace_.selectedPerson();
    QMenu menu;
    menu.setObjectName("identityActions");
    auto* merge = menu.addMenu(tr("Same person as"));
    auto* swap = menu.addMenu(tr("Swap from this frame on with"));
    const FrameIndex frame = workspace_.playback().current();
    for (const PersonId other : workspace_.knownPersons()) {
        if (!person || other == *person) continue;
        connect(merge->addAction(swatch(other), workspace_.personName(other)), &QAction::triggered, this, [this, person, other] { workspace_.mergePersons(*person, other); });
        connect(swap->addAction(swatch(other), workspace_.personName(other)), &QAction::triggered, this, [this, person, other, frame] { workspace_.swapPersons(*person, other, frame); });
    }
    merge->setEnabled(!merge->isEmpty());
    swap->setEnabled(!swap->isEmpty());
    auto* split = menu.addAction(tr("Another person from this frame on"), this, [this, person, frame] { workspace_.splitPerson(*person, frame); });
    auto* remove = menu.addAction(tr("Remove"), this, [this, person] { workspace_.removePerson(*person); });
    const bool usable = person && workspace_.scene().tracks && !workspace_.isSolving();
    for (QAction* a : {merge->menuAction(), swap->menuAction()}) a->setEnabled(usable && a->isEnabled());
    split->setEnabled(usable);
    remove->setEnabled(usable);
    menu.exec(at);
}

}  // namespace ropetp::ui
