#pragma once

#include <QColor>

#include "edit/layers.h"

namespace ropetp::ui {

/// How bad something is, 0 to 1: blue where all is well, over yellow to vermilion; told apart by colour-blind eyes too.
QRgb heatColor(float badness);
/// Where a value comes from. Raw: nothing to see.
QColor provenanceColor(edit::Provenance provenance);

}  // namespace ropetp::ui
