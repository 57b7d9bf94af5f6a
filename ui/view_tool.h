#pragma once

#include <QList>
#include <QMouseEvent>
#include <QObject>
#include <QPointF>

#include <optional>

class QPainter;

namespace ropetp::ui {

/// Something that has a say in what the mouse does in a view and draws over it: the box tool, the handles of joints. A view
/// asks its tools (ViewTools) before it pans or selects itself. All positions in the widget's logical pixels. GUI thread only.
class ViewTool : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// True: the tool takes the mouse until the button is released.
    virtual bool press(const QMouseEvent& event) { return false; }
    /// The mouse moves while the tool has it.
    virtual void drag(const QMouseEvent& event) {}
    virtual void release(const QMouseEvent& event) {}
    /// The mouse moves with no button down; nullopt: it left the view. True: something of the tool lies under it.
    virtual bool hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers modifiers) { return false; }
    /// Esc. False: there was nothing to give up.
    virtual bool escape() { return false; }
    /// Over the view, in the order of the tools.
    virtual void paint(QPainter& painter) {}
    /// nullopt: the view's own.
    virtual std::optional<Qt::CursorShape> cursor() const { return std::nullopt; }

  Q_SIGNALS:
    /// It looks otherwise now.
    void changed();
};

/// The tools of a view, the first one first. The view forwards its events here. GUI thread only.
class ViewTools : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// Not owned.
    void add(ViewTool* tool);

    /// Each returns whether a tool has taken the event.
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    void leave();
    bool escape();
    void paint(QPainter& painter);
    /// Has a tool the mouse?
    bool isBusy() const { return holder_ != nullptr; }
    Qt::CursorShape cursor() const;

  Q_SIGNALS:
    /// A tool looks otherwise, or the cursor has to.
    void changed();

  private:
    QList<ViewTool*> tools_;
    ViewTool *holder_ = nullptr, *hovered_ = nullptr;
};

}  // namespace ropetp::ui
