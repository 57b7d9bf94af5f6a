#include "ui/core_text.h"

#include <QCoreApplication>

namespace ropetp::ui {

QString editLabelText(const std::string& englishLabel) {
    static const char* const known[] = {
        QT_TRANSLATE_NOOP("EditLabel", "Solve"),        QT_TRANSLATE_NOOP("EditLabel", "Merge persons"),
        QT_TRANSLATE_NOOP("EditLabel", "Split person"), QT_TRANSLATE_NOOP("EditLabel", "Swap persons"),
        QT_TRANSLATE_NOOP("EditLabel", "Draw box"),     QT_TRANSLATE_NOOP("EditLabel", "Remove person"),
        QT_TRANSLATE_NOOP("EditLabel", "Rename person"), QT_TRANSLATE_NOOP("EditLabel", "Adjust floor"),
        QT_TRANSLATE_NOOP("EditLabel", "Set focal length"),   QT_TRANSLATE_NOOP("EditLabel", "Mark frame"),
        QT_TRANSLATE_NOOP("EditLabel", "Note on frame"), QT_TRANSLATE_NOOP("EditLabel", "Remove marker"),
        QT_TRANSLATE_NOOP("EditLabel", "Accept frames"), QT_TRANSLATE_NOOP("EditLabel", "Take back acceptance"),
        QT_TRANSLATE_NOOP("EditLabel", "Pin trajectory"), QT_TRANSLATE_NOOP("EditLabel", "Remove pin"),
        QT_TRANSLATE_NOOP("EditLabel", "Set foot contact"), QT_TRANSLATE_NOOP("EditLabel", "Lift foot"),
        QT_TRANSLATE_NOOP("EditLabel", "Foot contacts as estimated"), QT_TRANSLATE_NOOP("EditLabel", "Draw floor line"),
        QT_TRANSLATE_NOOP("EditLabel", "Remove floor line"), QT_TRANSLATE_NOOP("EditLabel", "Close loop"),
        QT_TRANSLATE_NOOP("EditLabel", "Open loop"), QT_TRANSLATE_NOOP("EditLabel", "Set floor height"),
        QT_TRANSLATE_NOOP("EditLabel", "Trajectory"),
        QT_TRANSLATE_NOOP("EditLabel", "Fix pose"), QT_TRANSLATE_NOOP("EditLabel", "Remove fix"), QT_TRANSLATE_NOOP("EditLabel", "Set reach of fix"),
        QT_TRANSLATE_NOOP("EditLabel", "Move person"), QT_TRANSLATE_NOOP("EditLabel", "Drag joint"), QT_TRANSLATE_NOOP("EditLabel", "Mirror pose"),
        QT_TRANSLATE_NOOP("EditLabel", "Swap left and right"), QT_TRANSLATE_NOOP("EditLabel", "Paste pose"), QT_TRANSLATE_NOOP("EditLabel", "Copy pose"), QT_TRANSLATE_NOOP("EditLabel", "Pose from video"),
        QT_TRANSLATE_NOOP("EditLabel", "Propagate fixes"), QT_TRANSLATE_NOOP("EditLabel", "Interpolate"), QT_TRANSLATE_NOOP("EditLabel", "Hold pose"),
        QT_TRANSLATE_NOOP("EditLabel", "Shift in time"), QT_TRANSLATE_NOOP("EditLabel", "Smooth"), QT_TRANSLATE_NOOP("EditLabel", "Repair outliers"),
        QT_TRANSLATE_NOOP("EditLabel", "Take from another take"), QT_TRANSLATE_NOOP("EditLabel", "Reset to the solve"), QT_TRANSLATE_NOOP("EditLabel", "Remove range tool"),
    };
    for (const char* label : known)
        if (englishLabel == label) return QCoreApplication::translate("EditLabel", label);
    return QString::fromStdString(englishLabel);
}

QString stageText(const QString& englishStage) {
    static const std::pair<const char*, const char*> known[] = {
        {"detect and track", QT_TRANSLATE_NOOP("JobStage", "Finding people")}, {"pose", QT_TRANSLATE_NOOP("JobStage", "Poses")},
        {"camera", QT_TRANSLATE_NOOP("JobStage", "Camera motion")},            {"world", QT_TRANSLATE_NOOP("JobStage", "Way through the world")},
        {"write", QT_TRANSLATE_NOOP("JobStage", "Writing")},                   {"open", QT_TRANSLATE_NOOP("JobStage", "Reading")},
    };
    for (const auto& [stage, text] : known)
        if (englishStage == QLatin1String(stage)) return QCoreApplication::translate("JobStage", text);
    return englishStage;
}

QString jobTitleText(const QString& englishTitle) {
    static const char* const whole[] = {QT_TRANSLATE_NOOP("JobTitle", "Propagate fixes"), QT_TRANSLATE_NOOP("JobTitle", "Trajectory"),
                                        QT_TRANSLATE_NOOP("JobTitle", "How sure the trajectory is"), QT_TRANSLATE_NOOP("JobTitle", "Review")};
    for (const char* title : whole)
        if (englishTitle == QLatin1String(title)) return QCoreApplication::translate("JobTitle", title);
    static const char* const ofFile[] = {QT_TRANSLATE_NOOP("JobTitle", "Solve %1"), QT_TRANSLATE_NOOP("JobTitle", "Open %1"), QT_TRANSLATE_NOOP("JobTitle", "Recover %1"),
                                         QT_TRANSLATE_NOOP("JobTitle", "Save %1"), QT_TRANSLATE_NOOP("JobTitle", "Write %1"), QT_TRANSLATE_NOOP("JobTitle", "Read %1")};
    for (const char* title : ofFile) {
        const QString verb = QString::fromLatin1(title).chopped(2);
        if (englishTitle.startsWith(verb)) return QCoreApplication::translate("JobTitle", title).arg(englishTitle.mid(verb.size()));
    }
    return englishTitle;
}

}  // namespace ropetp::ui
