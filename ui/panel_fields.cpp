#include "ui/panel_fields.h"

#include <QDoubleSpinBox>
#include <QLabel>

namespace ropetp::ui {

QLabel* panelHeading(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("heading", true);
    return label;
}

QDoubleSpinBox* panelSpin(const QString& objectName, double least, double most, double step, int decimals, const QString& suffix) {
    auto* s = new QDoubleSpinBox;
    s->setObjectName(objectName);
    s->setRange(least, most);
    s->setSingleStep(step);
    s->setDecimals(decimals);
    s->setSuffix(suffix);
    s->setKeyboardTracking(false);
    s->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return s;
}

}  // namespace ropetp::ui
