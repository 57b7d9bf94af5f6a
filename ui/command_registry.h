#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace ropetp::ui {

/// What is said of a command once; menus, the palette, the key editor and help all read it here.
struct CommandInfo {
    QString id;                    ///< "playback.toggle": never translated, never changed (keys are remembered by it)
    QString group;                 ///< translated; what it is listed under
    QString text;                  ///< as in the menu, with its mnemonic
    QString help;                  ///< a sentence that teaches: what it does and when one needs it
    QList<QKeySequence> keys;      ///< as it comes; the user may choose others
    QString needs = {};            ///< "Needs a solved person.": said where it is disabled; may be empty

    /// The text without its mnemonic and dots.
    QString name() const;
};

/// Every command of the window. Whoever has something to do registers it here and puts the action into a menu; its keys work
/// everywhere in the window. GUI thread only.
class CommandRegistry : public QObject {
    Q_OBJECT

  public:
    struct Command {
        CommandInfo info;
        QAction* action;           ///< objectName is the id
    };

    explicit CommandRegistry(QWidget& window);

    /// @param run  called when triggered, as long as `context` lives. The window owns the action.
    QAction* add(const CommandInfo& info, QObject* context, std::function<void()> run);
    /// One that is on or off.
    QAction* addSwitch(const CommandInfo& info, QObject* context, bool on, std::function<void(bool)> run);
    /// An action that somebody else made and owns (undo, a dock's), with its own text; it has to live as long as the window.
    QAction* adopt(const CommandInfo& info, QAction* action);

    const std::vector<Command>& commands() const { return commands_; }
    const Command* find(const QString& id) const;
    /// The command that has one of these keys; null: none. @param except  an id that is not looked at.
    const Command* holderOf(const QKeySequence& key, const QString& except = {}) const;

    /// Remembered between runs. Empty: no keys. A key that somebody else has as well works for neither: free it first.
    void setKeys(const QString& id, const QList<QKeySequence>& keys);
    /// Takes a key from whoever has it.
    void freeKey(const QKeySequence& key);
    /// As it comes. A key that another command was given meanwhile stays with that one.
    void resetKeys(const QString& id);
    void resetAllKeys();

  Q_SIGNALS:
    void keysChanged(const QString& id);

  private:
    void enter(const CommandInfo& info, QAction* action);
    void showKeys(const Command& command);

    QWidget& window_;
    std::vector<Command> commands_;
};

}  // namespace ropetp::ui
