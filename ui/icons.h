#pragma once

#include <QIcon>

class QAction;

namespace ropetp::ui {

enum class Glyph {
    Play, Pause, StepBack, StepForward, ToStart, ToEnd, Loop, MarkIn, MarkOut,                            // transport
    Open, Solve, Stop, Select, Move, Rotate, WholeBody, WorldAxes, JointLimits, FollowVideo,              // tool bar
};

/// A glyph in the colours that the theme has when it is drawn; sharp at every scale. `Solve` is for a button in the accent's colour.
QIcon glyphIcon(Glyph glyph);
/// For the action's button in a tool bar; its menu entry stays words alone.
void setToolGlyph(QAction& action, Glyph glyph);

}  // namespace ropetp::ui
