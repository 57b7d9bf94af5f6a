#pragma once

#include <QObject>

class QWidget;

namespace ropetp::ui {

/// F1: explains what is under the mouse. Each panel says what it is for in its whatsThis(): a sentence, then paragraphs, a
/// line each.
class ContextHelp : public QObject {
    Q_OBJECT

  public:
    explicit ContextHelp(QWidget& window);

    /// Shows the explanation beside the mouse; keysWanted() where nothing there has one.
    void explainUnderMouse();

  Q_SIGNALS:
    void keysWanted();

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    QWidget& window_;
};

}  // namespace ropetp::ui
