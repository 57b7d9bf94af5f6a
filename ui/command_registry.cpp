#include "ui/command_registry.h"

#include "ui/settings.h"

#include <QAction>
#include <QWidget>

namespace ropetp::ui {

QString CommandInfo::name() const {
    QString s = QString(text).remove('&');
    while (s.endsWith(QChar(0x2026)) || s.endsWith('.')) s.chop(1);
    return s;
}

CommandRegistry::CommandRegistry(QWidget& window) : QObject(&window), window_(window) {}

void CommandRegistry::enter(const CommandInfo& info, QAction* action) {
    Q_ASSERT_X(!find(info.id), "CommandRegistry", "an id was given twice");
    action->setObjectName(info.id);
    action->setStatusTip(info.help);
    window_.addAction(action);
    commands_.push_back({info, action});
    action->setShortcuts(Settings::keysOf(info.id).value_or(info.keys));
    showKeys(commands_.back());
}

QAction* CommandRegistry::adopt(const CommandInfo& info, QAction* action) {
    enter(info, action);
    return action;
}

QAction* CommandRegistry::add(const CommandInfo& info, QObject* context, std::function<void()> run) {
    auto* action = new QAction(info.text, &window_);
    enter(info, action);
    connect(action, &QAction::triggered, context, [run = std::move(run)] { run(); });
    return action;
}

QAction* CommandRegistry::addSwitch(const CommandInfo& info, QObject* context, bool on, std::function<void(bool)> run) {
    auto* action = new QAction(info.text, &window_);
    enter(info, action);
    action->setCheckable(true);
    action->setChecked(on);
    connect(action, &QAction::triggered, context, std::move(run));
    return action;
}

const CommandRegistry::Command* CommandRegistry::find(const QString& id) const {
    for (const Command& c : commands_)
        if (c.info.id == id) return &c;
    return nullptr;
}

const CommandRegistry::Command* CommandRegistry::holderOf(const QKeySequence& key, const QString& except) const {
    for (const Command& c : commands_)
        if (c.info.id != except && c.action->shortcuts().contains(key)) return &c;
    return nullptr;
}

void CommandRegistry::setKeys(const QString& id, const QList<QKeySequence>& keys) {
    const Command* c = find(id);
    if (!c) return;
    c->action->setShortcuts(keys);
    Settings::setKeysOf(id, keys == c->info.keys ? std::nullopt : std::optional(keys));
    showKeys(*c);
    Q_EMIT keysChanged(id);
}

void CommandRegistry::freeKey(const QKeySequence& key) {
    while (const Command* holder = holderOf(key)) {
        auto left = holder->action->shortcuts();
        left.removeAll(key);
        setKeys(holder->info.id, left);
    }
}

void CommandRegistry::resetKeys(const QString& id) {
    const Command* c = find(id);
    if (!c) return;
    auto keys = c->info.keys;
    keys.removeIf([&](const QKeySequence& key) { return holderOf(key, id) != nullptr; });
    setKeys(id, keys);
}

void CommandRegistry::resetAllKeys() {
    for (const Command& c : commands_) setKeys(c.info.id, c.info.keys);
}

void CommandRegistry::showKeys(const Command& c) {
    const QString key = c.action->shortcut().toString(QKeySequence::NativeText);
    c.action->setToolTip(QStringLiteral("<b>%1</b>%2<br>%3").arg(c.info.name().toHtmlEscaped(), key.isEmpty() ? QString() : " (" + key.toHtmlEscaped() + ")", c.info.help.toHtmlEscaped()));
}

}  // namespace ropetp::ui
