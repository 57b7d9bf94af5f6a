#include "ui/timeline/timeline_colors.h"

#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace ropetp::ui {

QRgb heatColor(float badness) {
    struct Stop { float at; int r, g, b; };
    static constexpr Stop stops[] = {{0.0f, 70, 140, 200}, {0.15f, 110, 190, 170}, {0.3f, 240, 228, 66}, {0.55f, 230, 159, 0}, {1.0f, 213, 94, 0}};
    if (!(badness > 0)) return qRgb(70, 140, 200);
    for (int i = 1; i < 5; ++i) {
        if (badness > stops[i].at && i < 4) continue;
        const float t = std::clamp((badness - stops[i - 1].at) / (stops[i].at - stops[i - 1].at), 0.0f, 1.0f);
        const auto mix = [t](int a, int b) { return int(std::lround(float(a) + t * float(b - a))); };
        return qRgb(mix(stops[i - 1].r, stops[i].r), mix(stops[i - 1].g, stops[i].g), mix(stops[i - 1].b, stops[i].b));
    }
    return qRgb(213, 94, 0);
}

QColor provenanceColor(edit::Provenance provenance) {
    // Okabe and Ito's palette: bluish green, sky blue, reddish purple; darker on light ground.
    const bool dark = Theme::isDark();
    switch (provenance) {
    case edit::Provenance::Raw: return Qt::transparent;
    case edit::Provenance::Propagated: return dark ? QColor(86, 180, 233) : QColor(20, 120, 190);
    case edit::Provenance::Filtered: return dark ? QColor(214, 140, 182) : QColor(176, 78, 135);
    case edit::Provenance::Fixed: return dark ? QColor(38, 190, 140) : QColor(0, 132, 96);
    }
    return Qt::transparent;
}

}  // namespace ropetp::ui
