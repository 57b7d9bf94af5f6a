#include "edit/range_tool.h"

#include <cmath>

namespace ropetp::edit {
namespace {

constexpr double kHighestCutoffHz = 1000, kLongestSec = 3600;

bool between(double v, double low, double high) { return v >= low && v <= high; }   // false for NaN

Result<void> checkKind(const ToolKind& kind) {
    if (const auto* t = std::get_if<TimeOffsetTool>(&kind))
        if (!between(t->offsetSec, -kLongestSec, kLongestSec)) return fail(ErrorCode::InvalidInput, "a time offset must be a number of seconds below an hour");
    if (const auto* t = std::get_if<SmoothTool>(&kind)) {
        if (!between(t->cutoffHz, 0.01, kHighestCutoffHz)) return fail(ErrorCode::InvalidInput, "a cut-off must lie between 0.01 and 1000 Hz");
        if (t->filter == SmoothTool::Filter::Butterworth && t->order != 2 && t->order != 4) return fail(ErrorCode::InvalidInput, "a Butterworth filter is of order 2 or 4");
        if (!between(t->speedGain, 0, kHighestCutoffHz)) return fail(ErrorCode::InvalidInput, "a speed gain must lie between 0 and 1000");
    }
    if (const auto* t = std::get_if<RepairTool>(&kind)) {
        if (!between(t->windowSec, 0.01, 10)) return fail(ErrorCode::InvalidInput, "the window of outliers must lie between 0.01 and 10 s");
        if (!between(t->sigmas, 0.5, 100)) return fail(ErrorCode::InvalidInput, "outliers are told by 0.5 to 100 deviations");
    }
    if (const auto* t = std::get_if<TakeFromTool>(&kind)) {
        if (!t->clip || t->clip->frames.empty()) return fail(ErrorCode::InvalidInput, "the take to take from is empty");
        for (const auto& f : t->clip->frames) {
            bool finite = f.poseInCam.translationM.allFinite();
            for (const auto& a : f.poseInCam.axisAngleRad) finite = finite && a.allFinite();
            if (!finite) return fail(ErrorCode::InvalidInput, "the take to take from is not finite on frame " + std::to_string(f.frame.value));
        }
    }
    return {};
}

}  // namespace

std::string toolName(const ToolKind& kind) {
    static constexpr const char* kNames[] = {"interpolate", "hold", "time_offset", "smooth", "repair_outliers", "take_from", "swap_sides", "reset"};
    static_assert(std::size(kNames) == std::variant_size_v<ToolKind>);
    return kNames[kind.index()];
}

Result<void> checkTool(const RangeTool& tool) {
    if (tool.range.first.value < 0 || tool.range.size() < 1) return fail(ErrorCode::InvalidInput, "the range of frames is empty");
    if (tool.joints.none() && !tool.place) return fail(ErrorCode::InvalidInput, "no joint was named");
    if (!between(tool.edgeSec, 0, 10)) return fail(ErrorCode::InvalidInput, "edges fade over 0 to 10 s");
    if (const auto* hold = std::get_if<HoldTool>(&tool.kind); hold && hold->from.value < 0) return fail(ErrorCode::InvalidInput, "frames start at 0");
    return checkKind(tool.kind);
}

}  // namespace ropetp::edit
