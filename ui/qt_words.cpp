#include <QtGlobal>

// Words that Qt shows in our window: names of keys, of buttons, and in fields. Qt's own translations are a package of their own, which
// many machines do not have; named here, they are in our file, and a German window says "Strg+Umschalt+S" everywhere.
// Nothing reads this: Qt asks for them by these contexts.
[[maybe_unused]] static const char* const kQtWords[] = {
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),      QT_TRANSLATE_NOOP("QShortcut", "Shift"),     QT_TRANSLATE_NOOP("QShortcut", "Alt"),
    QT_TRANSLATE_NOOP("QShortcut", "Space"),     QT_TRANSLATE_NOOP("QShortcut", "Esc"),       QT_TRANSLATE_NOOP("QShortcut", "Tab"),
    QT_TRANSLATE_NOOP("QShortcut", "Backtab"),   QT_TRANSLATE_NOOP("QShortcut", "Backspace"), QT_TRANSLATE_NOOP("QShortcut", "Return"),
    QT_TRANSLATE_NOOP("QShortcut", "Enter"),     QT_TRANSLATE_NOOP("QShortcut", "Ins"),       QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QShortcut", "Home"),      QT_TRANSLATE_NOOP("QShortcut", "End"),       QT_TRANSLATE_NOOP("QShortcut", "Left"),
    QT_TRANSLATE_NOOP("QShortcut", "Right"),     QT_TRANSLATE_NOOP("QShortcut", "Up"),        QT_TRANSLATE_NOOP("QShortcut", "Down"),
    QT_TRANSLATE_NOOP("QShortcut", "PgUp"),      QT_TRANSLATE_NOOP("QShortcut", "PgDown"),
    QT_TRANSLATE_NOOP("QKeySequenceEdit", "Press shortcut"), QT_TRANSLATE_NOOP("QKeySequenceEdit", "%1, ..."),
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),   QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),  QT_TRANSLATE_NOOP("QPlatformTheme", "Open"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"), QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),   QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"), QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"),     QT_TRANSLATE_NOOP("QLineEdit", "&Redo"),     QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),     QT_TRANSLATE_NOOP("QLineEdit", "&Paste"),    QT_TRANSLATE_NOOP("QLineEdit", "Delete"),
    QT_TRANSLATE_NOOP("QLineEdit", "Select All"),
    QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Select All"), QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Step up"), QT_TRANSLATE_NOOP("QAbstractSpinBox", "Step &down"),
};
struct Commented { const char *text, *comment; };
[[maybe_unused]] static const Commented kUndo[] = {
    QT_TRANSLATE_NOOP3("QUndoStack", "Undo", "Default text for undo action"), QT_TRANSLATE_NOOP3("QUndoStack", "Redo", "Default text for redo action"),
    {QT_TRANSLATE_NOOP("QUndoStack", "Undo %1"), nullptr}, {QT_TRANSLATE_NOOP("QUndoStack", "Redo %1"), nullptr},
};
