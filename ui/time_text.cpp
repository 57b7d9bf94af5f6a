#include "ui/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ropetp::ui {

QString clockText(double timeSec) {
    const qint64 ms = std::llround(std::max(0.0, timeSec) * 1000);
    const qint64 sec = ms / 1000;
    const QString tail = QStringLiteral("%1.%2").arg(sec % 60, 2, 10, QChar('0')).arg(ms % 1000, 3, 10, QChar('0'));
    if (sec < 3600) return QStringLiteral("%1:%2").arg(sec / 60).arg(tail);
    return QStringLiteral("%1:%2:%3").arg(sec / 3600).arg(sec / 60 % 60, 2, 10, QChar('0')).arg(tail);
}

QString durationText(double sec) {
    const qint64 s = std::max<qint64>(1, std::llround(sec));
    if (s < 60) return QCoreApplication::translate("Duration", "%1 s").arg(s);
    return QCoreApplication::translate("Duration", "%1 min %2 s").arg(s / 60).arg(s % 60, 2, 10, QChar('0'));
}

}  // namespace ropetp::ui
