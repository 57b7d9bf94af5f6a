#pragma once

#include <QString>

class QDoubleSpinBox;
class QLabel;
class QWidget;

namespace ropetp::ui {

/// Fields that look the same in all panels.
QLabel* panelHeading(const QString& text);
/// Steps by the wheel and the arrow keys; tells its value when it was typed to the end.
QDoubleSpinBox* panelSpin(const QString& objectName, double least, double most, double step, int decimals, const QString& suffix);
/// The forms in `panel` begin their fields below one another, as if they were one.
void alignLabels(const QWidget& panel);
/// Enables or disables; a disabled one tells why below its tool tip. @param reason  one sentence.
void setUsable(QWidget& widget, bool usable, const QString& reason);

}  // namespace ropetp::ui
