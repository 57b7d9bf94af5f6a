#pragma once

#include <Eigen/Core>

#include <optional>
#include <span>

namespace ropetp::trajectory {

/// A background point seen from two frames: unit directions in the camera's axes at either time.
struct BearingPair {
    Eigen::Vector3d key, now;
    int cell = 0;          ///< of the key frame's grid, see kGridColumns
    double weight = 1;     ///< 1 / points in its cell: a textured tree does not outvote a plain wall
};

/// How the camera turned between two frames.
struct RotationFit {
    Eigen::Matrix3d nowFromKey = Eigen::Matrix3d::Identity();
    Eigen::Matrix3d covariance = Eigen::Matrix3d::Zero();  ///< of a small turn on the left, rad^2
    double support = 0;      ///< share of the occupied cells that agree, 0..1
    int cells = 0;           ///< occupied cells
    double spread = 0;       ///< area of the box around the agreeing cells, share of the picture
    double residualRad = 0;  ///< median over what agrees
    bool parallax = false;   ///< the camera moved as well, and that was taken into account
    bool open = false;       ///< another turn explains the parallax nearly as well; the covariance spans both
    Eigen::Vector3d direction = Eigen::Vector3d::Zero();   ///< unit; where points go at infinity of parallax; zero without
};

/// 2-point RANSAC over the cells, then iterated reweighted least squares of |now - R key|. `pixelRad`: angle of
/// a pixel of the small copy. Same input, same answer. nullopt with fewer than 10 points or 5 cells.
std::optional<RotationFit> fitRotation(std::span<const BearingPair> pairs, double pixelRad);

/// For a camera that moves: near points leave the place where the turn alone would put them along great circles
/// towards `direction`, never the other way (they lie in front of the camera, not beyond infinity), and among turns that
/// explain this, one that leaves more points at infinity is preferred. The epipolar residual is that of direct two-view
/// rotation solvers (Kneip & Lynen, ICCV 2013) with that order of sides and a robust loss added.
/// @param turnAlone  what fitRotation() found. @param before  the direction on the frame before, or zero; with `sure` it is
/// gone on with as long as it fits well, which is cheaper than a search.
std::optional<RotationFit> fitRotationWithParallax(std::span<const BearingPair> pairs, double pixelRad, const Eigen::Matrix3d& turnAlone,
                                                   const Eigen::Vector3d& before, bool sure);

/// Cells in which at least half of the points agree, and all that hold a point.
struct CellVotes { int agreeing = 0, occupied = 0; double spread = 0; };
CellVotes countCells(std::span<const BearingPair> pairs, std::span<const char> agrees);

}  // namespace ropetp::trajectory
