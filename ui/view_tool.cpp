#include "ui/view_tool.h"

#include <QPainter>

#include <utility>

namespace ropetp::ui {

void ViewTools::add(ViewTool* tool) {
    tools_ << tool;
    connect(tool, &ViewTool::changed, this, &ViewTools::changed);
    connect(tool, &QObject::destroyed, this, [this, tool] {
        tools_.removeAll(tool);
        if (holder_ == tool) holder_ = nullptr;
        if (hovered_ == tool) hovered_ = nullptr;
    });
}

bool ViewTools::press(const QMouseEvent& event) {
    if (holder_) return true;   // a second button during a drag
    for (ViewTool* tool : std::as_const(tools_))
        if (tool->press(event)) {
            holder_ = tool;
            Q_EMIT changed();
            return true;
        }
    return false;
}

bool ViewTools::move(const QMouseEvent& event) {
    if (holder_) {
        holder_->drag(event);
        return true;
    }
    if (event.buttons() != Qt::NoButton) return false;
    ViewTool* over = nullptr;
    // Whoever lies below one that is hovered is left.
    for (ViewTool* tool : std::as_const(tools_))
        if (tool->hover(over ? std::nullopt : std::optional(event.position()), event.modifiers()) && !over) over = tool;
    if (std::exchange(hovered_, over) != over) Q_EMIT changed();
    return over != nullptr;
}

bool ViewTools::release(const QMouseEvent& event) {
    if (!holder_) return false;
    if (event.buttons() != Qt::NoButton) return true;   // another button is still down
    std::exchange(holder_, nullptr)->release(event);
    Q_EMIT changed();
    return true;
}

void ViewTools::leave() {
    for (ViewTool* tool : std::as_const(tools_)) tool->hover(std::nullopt, Qt::NoModifier);
    hovered_ = nullptr;
}

bool ViewTools::escape() {
    for (ViewTool* tool : std::as_const(tools_))
        if (tool->escape()) {
            holder_ = nullptr;
            Q_EMIT changed();
            return true;
        }
    return false;
}

void ViewTools::paint(QPainter& painter) {
    for (auto it = tools_.rbegin(); it != tools_.rend(); ++it) {
        painter.save();
        (*it)->paint(painter);
        painter.restore();
    }
}

Qt::CursorShape ViewTools::cursor() const {
    for (const ViewTool* tool : {static_cast<const ViewTool*>(holder_), static_cast<const ViewTool*>(hovered_)})
        if (tool && tool->cursor()) return *tool->cursor();
    for (const ViewTool* tool : tools_)
        if (tool->cursor()) return *tool->cursor();
    return Qt::ArrowCursor;
}

}  // namespace ropetp::ui
