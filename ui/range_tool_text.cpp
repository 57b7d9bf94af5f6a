#include "ui/range_tool_text.h"

#include "ui/joint_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace ropetp::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RangeTool)
};

QString number(double v) { return QLocale().toString(v, 'g', 3); }

struct ShortName {
    QString operator()(const edit::InterpolateTool&) const { return Text::tr("Interpolate"); }
    QString operator()(const edit::HoldTool& t) const { return Text::tr("Hold frame %1").arg(t.from.value); }
    QString operator()(const edit::TimeOffsetTool& t) const { return Text::tr("Shift by %1 s").arg(number(t.offsetSec)); }
    QString operator()(const edit::SmoothTool& t) const { return Text::tr("Smooth %1 Hz").arg(number(t.cutoffHz)); }
    QString operator()(const edit::RepairTool&) const { return Text::tr("Repair outliers"); }
    QString operator()(const edit::TakeFromTool&) const { return Text::tr("Take from another take"); }
    QString operator()(const edit::SwapSidesTool&) const { return Text::tr("Swap left and right"); }
    QString operator()(const edit::ResetTool&) const { return Text::tr("Reset to the solve"); }
};

struct Explanation {
    QString operator()(const edit::InterpolateTool& t) const {
        return t.curve == edit::InterpolateTool::Curve::Bezier ? Text::tr("From the first to the last frame, smoothly, through the fixes between them")
                                                               : Text::tr("From the first to the last frame, straight, through the fixes between them");
    }
    QString operator()(const edit::HoldTool& t) const { return Text::tr("Frame %1's pose through the whole range").arg(t.from.value); }
    QString operator()(const edit::TimeOffsetTool& t) const { return t.offsetSec < 0 ? Text::tr("Everything happens earlier") : Text::tr("Everything happens later"); }
    QString operator()(const edit::SmoothTool& t) const {
        QString filter;
        switch (t.filter) {
        case edit::SmoothTool::Filter::OneEuro: filter = Text::tr("One-euro filter"); break;
        case edit::SmoothTool::Filter::Butterworth: filter = Text::tr("Butterworth filter"); break;
        case edit::SmoothTool::Filter::SavitzkyGolay: filter = Text::tr("Savitzky–Golay filter"); break;
        }
        return t.keepImpacts ? Text::tr("%1; steps and blows stay sharp").arg(filter) : filter;
    }
    QString operator()(const edit::RepairTool&) const { return Text::tr("Frames that leave the middle of their neighbours are bridged"); }
    QString operator()(const edit::TakeFromTool&) const { return Text::tr("The same frames as the other take has them"); }
    QString operator()(const edit::SwapSidesTool&) const { return Text::tr("Left and right limbs change places; where they stand in space stays"); }
    QString operator()(const edit::ResetTool&) const { return Text::tr("The raw solve again, over fixes and the tools before"); }
};

}  // namespace

QString toolText(const edit::ToolKind& kind) { return std::visit(ShortName{}, kind); }

QString toolDescription(const edit::RangeTool& tool) {
    return toolText(tool.kind) + ": " + std::visit(Explanation{}, tool.kind) + "\n" +
           Text::tr("Frames %1 to %2, %3").arg(tool.range.first.value).arg(tool.range.end.value - 1).arg(jointSetText(tool.joints, tool.place));
}

QString jointSetText(const edit::JointSet& joints, bool place) {
    QStringList names;
    if (joints.all()) {
        names << limbText(edit::Limb::WholeBody);
    } else {
        edit::JointSet left = joints;
        for (int l = 1; l < edit::kLimbCount; ++l) {
            const auto limb = edit::jointsOf(edit::Limb(l));
            if ((joints & limb) != limb) continue;
            names << limbText(edit::Limb(l));
            left &= ~limb;
        }
        for (int j = 0; j < body::kJointCount; ++j)
            if (left[std::size_t(j)]) names << jointText(j);
    }
    if (place) names << Text::tr("position");
    return names.join(", ");
}

}  // namespace ropetp::ui
