#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// One frame's rotation as it was measured.
struct MeasuredRotation {
    Eigen::Matrix3d camFromFirst = Eigen::Matrix3d::Identity();
    double confidence = 0;
    double variance = 0;       ///< of camFromFirst, rad^2 an axis, with what added up
    double noiseRad = 0;       ///< of this frame alone: by what it may jump against its neighbours
    bool measured = false;     ///< false: held from the frame before
    bool parallax = false;
};

/// Rotations of frames that were not measured: between their measured neighbours of the same part.
/// `parts`: first frames after a cut or a loss.
void fillGaps(std::span<MeasuredRotation> frames, std::span<const std::size_t> parts);

/// Zero-phase: each frame's rotation against a quadratic through its neighbours in the tangent space. A deviation within
/// the measuring noise is removed, a larger one is motion and stays.
std::vector<Eigen::Matrix3d> smoothed(std::span<const MeasuredRotation> frames, std::span<const std::size_t> parts);

/// Turns `frames` so that the last one gets `camFromFirst`, the others in proportion to how far the camera had turned
/// since `frames.front()`, which stays. Returns the share that each one got, 0..1.
std::vector<double> spreadCorrection(std::span<MeasuredRotation> frames, const Eigen::Matrix3d& camFromFirst);

/// camFromFirst turned by `share` of the correction `firstFromFirst`.
Eigen::Matrix3d corrected(const Eigen::Matrix3d& camFromFirst, const Eigen::Matrix3d& firstFromFirst, double share);

}  // namespace ropetp::trajectory
