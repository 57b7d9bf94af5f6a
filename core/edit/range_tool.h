#pragma once

#include "base/result.h"
#include "body/motion_clip.h"
#include "edit/joint_set.h"

#include <memory>
#include <string>
#include <variant>

namespace ropetp::edit {

/// From the first to the last frame of the range through the fixed frames between them, on SO(3). Slerp: straight
/// geodesics. Bezier: keeps the speed at both ends and at the fixed frames (Shoemake, Animating rotation with
/// quaternion curves, 1985).
struct InterpolateTool {
    enum class Curve { Slerp, Bezier } curve = Curve::Bezier;
};
/// The pose of one frame through the whole range. `from` need not lie in it.
struct HoldTool {
    FrameIndex from;
};
/// What happens at t happens at t + offsetSec instead.
struct TimeOffsetTool {
    double offsetSec = 0;
};
/// Low-pass. Rotations are filtered as quaternions of one sign (a linear filter of them does not depend on the axes),
/// the place as it is. None delays. At any frame rate, by time stamps.
struct SmoothTool {
    enum class Filter {
        OneEuro,         ///< Casiez et al. 2012, forwards and then backwards: the cut-off rises with speed
        Butterworth,     ///< forwards and backwards; -3 dB of the whole at the cut-off (Winter's correction)
        SavitzkyGolay,   ///< cubics, fitted over the window that has -3 dB at the cut-off
    } filter = Filter::Butterworth;
    double cutoffHz = 6;
    int order = 4;                ///< Butterworth: 2 or 4, after both passes
    double speedGain = 1.0;       ///< one-euro: Hz of cut-off a rad/s (or m/s)
    bool keepImpacts = false;     ///< never across frames on which a foot lands or a hand or foot is stopped
};
/// Frames that leave the median of their neighbourhood are bridged on the geodesic.
struct RepairTool {
    double windowSec = 0.25;      ///< to each side
    double sigmas = 4;            ///< against the scaled median deviation
};
/// Another take's poses of the same frames of the video.
struct TakeFromTool {
    std::shared_ptr<const body::MotionClip> clip;
};
/// Left and right change places: limbs take over each other's directions in space.
struct SwapSidesTool {};
/// The raw solve, without fixes and the tools before.
struct ResetTool {};

using ToolKind = std::variant<InterpolateTool, HoldTool, TimeOffsetTool, SmoothTool, RepairTool, TakeFromTool, SwapSidesTool, ResetTool>;

/// Something done to a range, on top of the fixes. It is worked out anew whenever what lies below it changes, and
/// never touches what a fix holds (its effect fades within kGuardSec of a fixed frame).
struct RangeTool {
    FrameRange range;
    JointSet joints;
    bool place = false;           ///< also the translation?
    double edgeSec = 0.1;         ///< fades out so long on both sides of the range; not for interpolating and repairing
    ToolKind kind;
};
inline constexpr double kGuardSec = 0.1;

/// "interpolate", "hold", "time_offset", "smooth", "repair_outliers", "take_from", "swap_sides", "reset".
std::string toolName(const ToolKind& kind);
/// InvalidInput for an empty range or nothing to act on, and for values that make no sense.
Result<void> checkTool(const RangeTool& tool);

}  // namespace ropetp::edit
