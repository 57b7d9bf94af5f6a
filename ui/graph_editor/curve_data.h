#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "edit/layers.h"
#include "io/euler.h"

#include <array>
#include <vector>

namespace ropetp::ui {

/// What a joint's three curves tell.
enum class CurveKind {
    Rotation,     ///< degrees, relative to the parent (the pelvis: to the world), Euler angles that go on without a jump
    FromPelvis,   ///< metres from the pelvis, along the pelvis' axes: the pose alone, wherever the body goes
    World,        ///< metres in the world
};

/// X, Y, Z; one value a frame of the clip.
using AxisCurves = std::array<std::vector<float>, 3>;

/// One joint as it is shown, and as the solve had it.
struct JointCurves {
    int joint = 0;
    AxisCurves shown;
    AxisCurves raw;                      ///< empty: nothing was edited, they are the same
    std::vector<FrameIndex> fixed;       ///< frames on which a fix holds the joint, by frame
};

/// Of poses in the world, as they are exported. `order` is that of the export; angles turn on past 180 degrees.
/// @param near  curves to stay near to (the shown ones, for the raw ones); null: the first frame is taken near 0.
AxisCurves rotationCurves(const body::MotionClip& clip, int joint, const io::EulerOrder& order, const AxisCurves* near = nullptr);
/// @param kind  FromPelvis or World; in the order of `joints`.
std::vector<AxisCurves> positionCurves(const body::MotionClip& clip, const body::BodyModel& body, const std::vector<int>& joints, CurveKind kind);

/// Everything that is drawn of some joints. @param layers  of the person; null: nothing is known of a raw solve and fixes.
std::vector<JointCurves> jointCurves(const body::MotionClip& clip, const body::BodyModel& body, const edit::PersonLayers* layers,
                                     const std::vector<int>& joints, CurveKind kind, const io::EulerOrder& order);

/// Least and greatest value of frames [first, end) of a curve, clipped to it. False: none of them.
bool curveBounds(const std::vector<float>& values, std::int64_t first, std::int64_t end, double& low, double& high);

}  // namespace ropetp::ui
