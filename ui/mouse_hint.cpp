#include "ui/mouse_hint.h"

#include <QApplication>
#include <QStatusTipEvent>
#include <QWidget>

namespace ropetp::ui {

void setMouseHint(QWidget& widget, const QString& hint) {
    if (widget.statusTip() == hint) return;
    widget.setStatusTip(hint);
    if (!widget.underMouse()) return;
    QStatusTipEvent event(hint);   // Qt sends it on entering alone
    QApplication::sendEvent(&widget, &event);
}

}  // namespace ropetp::ui
