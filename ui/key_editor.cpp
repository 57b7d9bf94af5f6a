#include "ui/key_editor.h"

#include "ui/command_registry.h"
#include "ui/fuzzy_match.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

constexpr int kIdRole = Qt::UserRole;

QString keysText(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const auto& key : keys) texts << key.toString(QKeySequence::NativeText);
    return texts.join(",  ");
}

}  // namespace

KeyEditor::KeyEditor(CommandRegistry& commands, QWidget* parent) : QDialog(parent), commands_(commands) {
    setObjectName("keyEditor");
    setWindowTitle(tr("Keys"));
    resize(720, 640);
    filter_ = new QLineEdit(this);
    filter_->setObjectName("keyFilter");
    filter_->setPlaceholderText(tr("Find a command or a key"));
    filter_->setClearButtonEnabled(true);
    tree_ = new QTreeWidget(this);
    tree_->setObjectName("keyTree");
    tree_->setHeaderLabels({tr("Command"), tr("Keys")});
    tree_->setRootIsDecorated(false);
    tree_->setUniformRowHeights(true);
    tree_->header()->setStretchLastSection(true);
    tree_->setColumnWidth(0, 430);
    help_ = new QLabel(this);
    help_->setWordWrap(true);
    help_->setProperty("dim", true);
    help_->setMinimumHeight(2 * fontMetrics().lineSpacing());
    help_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    recorder_ = new QKeySequenceEdit(this);
    recorder_->setObjectName("keyRecorder");
    recorder_->setToolTip(tr("Click here and press the new key"));
    recorder_->setMaximumWidth(200);
    beside_ = new QCheckBox(tr("Keep the present keys"), this);
    beside_->setObjectName("keyBeside");
    beside_->setToolTip(tr("The command keeps the keys it has, and gets one more"));
    remove_ = new QPushButton(tr("Remove keys"), this);
    remove_->setObjectName("keyRemove");
    remove_->setToolTip(tr("The command has no key then; the palette (Ctrl+K) still finds it"));
    reset_ = new QPushButton(tr("Default"), this);
    reset_->setObjectName("keyReset");
    reset_->setToolTip(tr("The keys that this command comes with"));
    message_ = new QLabel(this);
    message_->setObjectName("keyMessage");
    message_->setWordWrap(true);
    take_ = new QPushButton(tr("Take the key"), this);
    take_->setObjectName("keyTake");
    auto* resetAll = new QPushButton(tr("All defaults"), this);
    resetAll->setObjectName("keyResetAll");
    resetAll->setToolTip(tr("Forgets every change of keys"));
    auto* copy = new QPushButton(tr("Copy the list"), this);
    copy->setObjectName("keyCopy");
    copy->setToolTip(tr("Copies all keys as text, to print or to keep"));
    auto* close = new QPushButton(tr("Close"), this);
    for (auto* button : {take_, remove_, reset_, resetAll, copy, close}) button->setAutoDefault(false);

    auto* line = new QHBoxLayout;
    line->addWidget(new QLabel(tr("New key:"), this));
    line->addWidget(recorder_);
    line->addWidget(beside_);
    line->addStretch(1);
    line->addWidget(remove_);
    line->addWidget(reset_);
    auto* told = new QHBoxLayout;
    told->addWidget(message_, 1);
    told->addWidget(take_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(resetAll);
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(filter_);
    column->addWidget(tree_, 1);
    column->addWidget(help_);
    column->addLayout(line);
    column->addLayout(told);
    column->addSpacing(4);
    column->addLayout(buttons);

    connect(filter_, &QLineEdit::textChanged, this, &KeyEditor::filter);
    connect(tree_, &QTreeWidget::currentItemChanged, this, &KeyEditor::showSelected);
    connect(tree_, &QTreeWidget::itemActivated, recorder_, [this] { recorder_->setFocus(); });
    recorder_->installEventFilter(this);
    connect(take_, &QPushButton::clicked, this, [this] { give(recorder_->keySequence()); });
    connect(remove_, &QPushButton::clicked, this, [this] { commands_.setKeys(selectedId(), {}); });
    connect(reset_, &QPushButton::clicked, this, [this] { commands_.resetKeys(selectedId()); });
    connect(resetAll, &QPushButton::clicked, &commands_, &CommandRegistry::resetAllKeys);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(asText());
        message_->setText(tr("The list was copied."));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&commands_, &CommandRegistry::keysChanged, this, &KeyEditor::refreshItems);
    fill();
    showSelected();
    filter_->setFocus();
}

void KeyEditor::fill() {
    QTreeWidgetItem* group = nullptr;
    for (const auto& c : commands_.commands()) {
        const auto known = tree_->findItems(c.info.group, Qt::MatchExactly);
        if (known.isEmpty()) {
            group = new QTreeWidgetItem(tree_, {c.info.group});
            group->setFlags(Qt::ItemIsEnabled);
            QFont bold = tree_->font();
            bold.setWeight(QFont::DemiBold);
            group->setFont(0, bold);
            group->setExpanded(true);
        } else {
            group = known.front();
        }
        auto* item = new QTreeWidgetItem(group, {c.info.name()});
        item->setData(0, kIdRole, c.info.id);
        item->setToolTip(0, c.info.help);
        refreshItem(*item);
    }
}

void KeyEditor::refreshItem(QTreeWidgetItem& item) {
    const auto* c = commands_.find(item.data(0, kIdRole).toString());
    if (!c) return;
    const auto keys = c->action->shortcuts();
    item.setText(1, keysText(keys));
    QFont font = tree_->font();
    font.setBold(keys != c->info.keys);
    item.setFont(1, font);
    item.setToolTip(1, keys == c->info.keys ? QString() : tr("Changed; default: %1").arg(c->info.keys.isEmpty() ? tr("no key") : keysText(c->info.keys)));
}

void KeyEditor::refreshItems() {
    for (int g = 0; g < tree_->topLevelItemCount(); ++g)
        for (int i = 0; i < tree_->topLevelItem(g)->childCount(); ++i) refreshItem(*tree_->topLevelItem(g)->child(i));
    showSelected();
}

void KeyEditor::filter(const QString& text) {
    QTreeWidgetItem* best = nullptr;
    int score = -1;
    for (int g = 0; g < tree_->topLevelItemCount(); ++g) {
        auto* group = tree_->topLevelItem(g);
        int shown = 0;
        for (int i = 0; i < group->childCount(); ++i) {
            auto* item = group->child(i);
            const auto met = fuzzyMatch(text, item->text(0), group->text(0) + ' ' + item->text(1) + ' ' + item->toolTip(0));
            item->setHidden(!met);
            if (!met) continue;
            ++shown;
            if (met->score > score) score = met->score, best = item;
        }
        group->setHidden(shown == 0);
    }
    if (!text.isEmpty() && best) tree_->setCurrentItem(best);
}

QString KeyEditor::selectedId() const { return tree_->currentItem() ? tree_->currentItem()->data(0, kIdRole).toString() : QString(); }

void KeyEditor::showSelected() {
    const auto* c = commands_.find(selectedId());
    help_->setText(c ? c->info.help : tr("Choose a command, then press its new key below."));
    for (QWidget* w : std::initializer_list<QWidget*>{recorder_, beside_}) w->setEnabled(c);
    remove_->setEnabled(c && !c->action->shortcuts().isEmpty());
    reset_->setEnabled(c && c->action->shortcuts() != c->info.keys);
    beside_->setVisible(c && !c->action->shortcuts().isEmpty());
    message_->clear();
    take_->hide();
    recorder_->clear();
}

bool KeyEditor::eventFilter(QObject* object, QEvent* event) {
    // One stroke is a key here; the recorder itself would wait a second for more.
    if (object == recorder_ && event->type() == QEvent::KeyPress) QMetaObject::invokeMethod(this, &KeyEditor::onRecorded, Qt::QueuedConnection);
    return QDialog::eventFilter(object, event);
}

void KeyEditor::onRecorded() {
    const QKeySequence pressed = recorder_->keySequence();
    if (pressed.isEmpty()) return;   // Shift or Ctrl alone
    const QKeySequence key(pressed[0]);
    recorder_->setKeySequence(key);
    const QString id = selectedId();
    const auto* holder = commands_.holderOf(key, id);
    if (!holder) return give(key);
    message_->setText(tr("“%1” is used by “%2” (%3). Take it?").arg(key.toString(QKeySequence::NativeText), holder->info.name(), holder->info.group));
    take_->show();
}

void KeyEditor::give(const QKeySequence& key) {
    const auto* c = commands_.find(selectedId());
    if (!c || key.isEmpty()) return;
    const auto* holder = commands_.holderOf(key, c->info.id);
    const QString from = holder ? holder->info.name() : QString();
    commands_.freeKey(key);
    auto keys = beside_->isChecked() ? c->action->shortcuts() : QList<QKeySequence>();
    keys << key;
    commands_.setKeys(c->info.id, keys);
    const QString text = key.toString(QKeySequence::NativeText);
    message_->setText(from.isEmpty() ? tr("“%1” now runs “%2”.").arg(text, c->info.name()) : tr("“%1” now runs “%2”, and no more “%3”.").arg(text, c->info.name(), from));
}

QString KeyEditor::asText() const {
    QString out;
    for (int g = 0; g < tree_->topLevelItemCount(); ++g) {
        const auto* group = tree_->topLevelItem(g);
        QString lines;
        for (int i = 0; i < group->childCount(); ++i)
            if (const QString keys = group->child(i)->text(1); !keys.isEmpty()) lines += QStringLiteral("  %1  %2\n").arg(keys, -28).arg(group->child(i)->text(0));
        if (!lines.isEmpty()) out += group->text(0) + '\n' + lines + '\n';
    }
    return out;
}

}  // namespace ropetp::ui
