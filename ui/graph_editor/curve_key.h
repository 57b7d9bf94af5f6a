#pragma once

#include "ui/graph_editor/curve_data.h"

#include <optional>

namespace ropetp::ui {

/// What a curve's value on one frame asks of the body, in the camera's space, in which fixes hold.
struct KeyTarget {
    std::optional<Eigen::Matrix3d> localRotation;   ///< of the joint, relative to its parent (the pelvis: to the camera)
    std::optional<Eigen::Vector3d> pointM;          ///< where the joint goes
};

/// One axis of a joint's curve takes `value` on the frame at position `i` of the clip; the other two stay.
/// @param values  X, Y, Z there, as the curves show them (degrees or metres).
KeyTarget keyTarget(const body::MotionClip& clip, const body::BodyModel& body, std::size_t i, int joint, CurveKind kind,
                    const io::EulerOrder& order, const Eigen::Vector3d& values, int axis, double value);

}  // namespace ropetp::ui
