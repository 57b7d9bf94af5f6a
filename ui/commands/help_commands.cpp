#include "ui/commands/help_commands.h"

#include "ui/command_palette.h"
#include "ui/command_registry.h"
#include "ui/context_help.h"
#include "ui/hint_line.h"
#include "ui/key_editor.h"
#include "ui/workspace.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>
#include <QWhatsThis>

namespace ropetp::ui {

void HelpCommands::add(CommandRegistry& commands, QMenu& menu, Workspace& workspace, QMainWindow& window) {
    const QString group = tr("Help");
    auto* palette = new CommandPalette(commands, workspace, window);
    auto* find = commands.add({"help.palette", group, tr("&Find a command…"), tr("Type a few letters of anything: commands, joints, persons, a frame number or a time. The quickest way to do what you do not know the key of."),
                               {QKeySequence("Ctrl+K"), QKeySequence("Ctrl+Shift+P")}},
                              palette, [palette] { palette->open(); });
    const auto editKeys = [&commands, &window] {
        auto* editor = new KeyEditor(commands, &window);
        editor->setAttribute(Qt::WA_DeleteOnClose);
        editor->open();
    };
    auto* help = new ContextHelp(window);
    QObject::connect(help, &ContextHelp::keysWanted, &window, editKeys);
    menu.addAction(find);
    menu.addAction(commands.add({"help.explain", group, tr("&Explain what is under the mouse"), tr("Tells what a panel or view is for, and how it is used. Where there is nothing to explain, the list of keys opens."), {Qt::Key_F1}},
                                help, [help] { help->explainUnderMouse(); }));
    menu.addAction(commands.add({"help.whatsThis", group, tr("&What is this?"), tr("The mouse becomes a question mark; click on what you want explained."), {QKeySequence("Shift+F1")}}, &window, [] { QWhatsThis::enterWhatsThisMode(); }));
    menu.addAction(commands.add({"help.keys", group, tr("&Keys…"), tr("All commands with their keys; give any of them another key by pressing it."), {QKeySequence("Ctrl+F1")}}, &window, editKeys));
    menu.addSeparator();
    menu.setToolTipsVisible(true);

    auto* hints = new HintLine(window);
    const auto idle = [hints, find, help = commands.find("help.explain")->action] {
        const auto key = [](const QAction* a) { return a->shortcut().toString(QKeySequence::NativeText); };
        hints->setIdleHint(tr("%1 finds every command      %2 explains what is under the mouse").arg(key(find), key(help)));
    };
    idle();
    QObject::connect(&commands, &CommandRegistry::keysChanged, hints, idle);
    window.statusBar()->addWidget(hints, 1);
    window.statusBar()->setSizeGripEnabled(false);
}

}  // namespace ropetp::ui
