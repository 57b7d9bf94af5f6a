#pragma once

#include <QString>

namespace ropetp::ui {

/// "0:07.480" (minutes, seconds, milliseconds), with hours from one hour on.
QString clockText(double timeSec);
/// "12 s", "3 min 05 s": how long something will still take.
QString durationText(double sec);

}  // namespace ropetp::ui
