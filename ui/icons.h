#pragma once

#include <QIcon>

namespace ropetp::ui {

enum class Glyph { Play, Pause, StepBack, StepForward, ToStart, ToEnd, Loop, MarkIn, MarkOut };

/// A glyph drawn in the theme's text colour; sharp at every scale. Ask again after a theme change.
QIcon glyphIcon(Glyph glyph);

}  // namespace ropetp::ui
