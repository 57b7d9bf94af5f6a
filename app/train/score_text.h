#pragma once

#include "train/rope_trainer.h"

#include <cstdio>
#include <string>

namespace ropetp::train {

/// One line of figures.
inline std::string textOf(const RopeScore& s) {
    char line[200];
    std::snprintf(line, sizeof line, "MPJPE %.1f  PA-MPJPE %.1f  seen %.1f  hidden %.1f mm  2D %.2f px  (%zu samples)", s.mpjpeMm, s.paMpjpeMm, s.visibleMm, s.hiddenMm,
                  s.pixels, s.samples);
    return line;
}

}  // namespace ropetp::train
