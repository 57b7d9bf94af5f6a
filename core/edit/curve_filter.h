#pragma once

#include "edit/range_tool.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace ropetp::edit {

/// Samples of a curve, one a row: a place (3 columns, metres) or a rotation (4 columns: a quaternion's coefficients).
using Samples = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Quaternions (x, y, z, w) of axis-angles, each with the sign that is nearest to the one before.
Samples quaternionSamples(std::span<const Eigen::Vector3d> axisAngleRad);
/// Back, after normalising; a row of zero length gives no turn.
Eigen::Vector3d axisAngleOfRow(const Samples& samples, Eigen::Index row);

/// The samples through the tool's filter, without delay. Ends stay where they are. @param timeSec  increasing; uneven
/// steps are taken as they are. @param breaks  rows across which nothing is smoothed (each ends one piece and begins
/// the next, and keeps its value). Fewer than three samples a piece: unchanged.
Samples filtered(const Samples& samples, std::span<const double> timeSec, const SmoothTool& tool, std::span<const std::size_t> breaks = {});

}  // namespace ropetp::edit
