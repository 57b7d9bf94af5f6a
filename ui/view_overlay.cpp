#include "ui/view_overlay.h"

#include <QKeyEvent>
#include <QPainter>

namespace ropetp::ui {

ViewOverlay::ViewOverlay(QWidget& view) : QWidget(&view), view_(view) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(view.rect());
    view.setMouseTracking(true);
    view.installEventFilter(this);
    connect(&tools_, &ViewTools::changed, this, [this] {
        view_.setCursor(tools_.cursor());
        update();
    });
}

void ViewOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    tools_.paint(painter);
}

bool ViewOverlay::eventFilter(QObject* watched, QEvent* event) {
    if (watched != &view_) return false;
    switch (event->type()) {
    case QEvent::Resize: setGeometry(view_.rect()); return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick: return tools_.press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove: {
        // A hovered tool does not take the move from the view: there is nothing that the view would do.
        const auto& move = *static_cast<QMouseEvent*>(event);
        return tools_.move(move) && move.buttons() != Qt::NoButton;
    }
    case QEvent::MouseButtonRelease: return tools_.release(*static_cast<QMouseEvent*>(event));
    case QEvent::Leave: tools_.leave(); return false;
    case QEvent::ShortcutOverride:
        // Esc gives up a drag before it stops a solve.
        if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape || !tools_.isBusy()) return false;
        event->accept();
        return true;
    case QEvent::KeyPress: return static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && tools_.escape();
    default: return false;
    }
}

}  // namespace ropetp::ui
