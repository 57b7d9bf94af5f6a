#pragma once

#include <QString>

class QWidget;

namespace ropetp::ui {

/// Tells what the mouse does in a widget; the line at the bottom of the window shows it while the mouse is there (it is the
/// widget's status tip, so children without one of their own show it too). What stands in braces is drawn as a mouse or
/// keys and not translated: {left}, {middle}, {right}, {wheel}, {double}, with "-drag" behind it, and "shift+", "ctrl+",
/// "alt+" before it. E.g. "{left-drag} turn  {shift+left-drag} move  {wheel} zoom". May change at any time.
void setMouseHint(QWidget& widget, const QString& hint);

}  // namespace ropetp::ui
