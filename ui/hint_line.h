#pragma once

#include <QWidget>

namespace ropetp::ui {

/// One line at the bottom of the window: what the mouse does where it is (setMouseHint()), what a menu entry does, or where
/// help is found.
class HintLine : public QWidget {
    Q_OBJECT

  public:
    /// @param window  whose status tips are shown.
    explicit HintLine(QWidget& window);

    /// Empty: what the window shows when the mouse is nowhere special.
    void setHint(const QString& hint);
    void setIdleHint(const QString& hint);
    const QString& hint() const { return hint_.isEmpty() ? idle_ : hint_; }
    QSize sizeHint() const override;

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    QString hint_, idle_;
};

}  // namespace ropetp::ui
