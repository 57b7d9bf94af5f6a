#pragma once

#include "ui/theme.h"

#include <QString>

namespace ropetp::ui {

/// The style sheet that refines Fusion: thin lines, dense spacing, flat tool buttons.
QString themeStyleSheet(const ThemeColors& colors);

}  // namespace ropetp::ui
