#pragma once

#include <QString>

class QDoubleSpinBox;
class QLabel;

namespace ropetp::ui {

/// Fields that look the same in all panels.
QLabel* panelHeading(const QString& text);
/// Steps by the wheel and the arrow keys; tells its value when it was typed to the end.
QDoubleSpinBox* panelSpin(const QString& objectName, double least, double most, double step, int decimals, const QString& suffix);

}  // namespace ropetp::ui
