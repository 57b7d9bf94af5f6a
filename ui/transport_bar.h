#pragma once

#include <QWidget>

#include "ui/icons.h"
#include "ui/workspace.h"

class QLabel;
class QSpinBox;
class QToolButton;

namespace ropetp::ui {

/// Play, step, loop, in and out, and the frame number, which can be typed.
class TransportBar : public QWidget {
    Q_OBJECT

  public:
    explicit TransportBar(Workspace& workspace, QWidget* parent = nullptr);

  private:
    void refresh();
    QToolButton* button(const char* name, Glyph glyph, const QString& tip);

    Workspace& workspace_;
    QToolButton *start_, *back_, *play_, *forward_, *end_, *loop_, *in_, *out_;
    QSpinBox* frame_;
    QLabel *count_, *clock_, *speed_;
};

}  // namespace ropetp::ui
