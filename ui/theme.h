#pragma once

#include "ui/settings.h"

#include <QColor>

class QApplication;

namespace ropetp::ui {

/// Colours that a QPalette has no role for. Greys are neutral, so that they do not tint the eye's
/// judgement of footage.
struct ThemeColors {
    bool dark = true;
    QColor window, panel, field, raised, line, text, dimText, disabledText;
    QColor accent, accentText;
    QColor viewBackground;     ///< behind footage
    QColor timelineBackground, timelineRow, timelineRowAlternate, rulerText, rangeShade;
    QColor playhead;
    QColor noticeInfo, noticeWarning, noticeError;
};

/// The two looks of the program.
class Theme {
  public:
    /// Sets style, palette, font and style sheet of the whole application; widgets get a
    /// PaletteChange event. System: dark or light as the desktop's palette was at start.
    static void apply(QApplication& app, ThemeChoice choice);
    static const ThemeColors& colors();
    static bool isDark() { return colors().dark; }
};

}  // namespace ropetp::ui
