#include "ui/context_help.h"

#include <QApplication>
#include <QCursor>
#include <QDockWidget>
#include <QWhatsThis>
#include <QWhatsThisClickedEvent>
#include <QWidget>

namespace ropetp::ui {
namespace {

/// The nearest one around `widget` that explains itself; the title of a dock stands for its content.
const QWidget* explained(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget()) {
        if (!widget->whatsThis().isEmpty()) return widget;
        if (const auto* dock = qobject_cast<const QDockWidget*>(widget); dock && dock->widget() && !dock->widget()->whatsThis().isEmpty()) return dock->widget();
    }
    return nullptr;
}

}  // namespace

ContextHelp::ContextHelp(QWidget& window) : QObject(&window), window_(window) { window.installEventFilter(this); }

void ContextHelp::explainUnderMouse() {
    const QPoint at = QCursor::pos();
    QWidget* under = QApplication::widgetAt(at);
    const QWidget* panel = under && under->window() == &window_ ? explained(under) : nullptr;
    if (!panel) return Q_EMIT keysWanted();
    QString html;
    for (const QString& paragraph : panel->whatsThis().split('\n', Qt::SkipEmptyParts)) html += "<p>" + paragraph.toHtmlEscaped() + "</p>";
    html += QStringLiteral("<p><a href=\"keys\">%1</a></p>").arg(tr("All keys…"));
    QWhatsThis::showText(at, html, under);
}

bool ContextHelp::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::WhatsThisClicked && static_cast<QWhatsThisClickedEvent*>(event)->href() == "keys") {
        QWhatsThis::hideText();
        Q_EMIT keysWanted();
        return true;
    }
    return QObject::eventFilter(object, event);
}

}  // namespace ropetp::ui
