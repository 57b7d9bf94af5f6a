#include "metrics/vertex_error.h"

#include "metrics/mid_hip.h"

#include <cmath>

namespace ropetp::metrics {

void VertexError::add(const body::VertexArray& predicted, const body::JointPositions& predictedJoints, const body::VertexArray& truth,
                      const body::JointPositions& trueJoints) {
    if (predicted.rows() == 0 || predicted.rows() != truth.rows()) return;
    const Eigen::RowVector3d apart = midHip(predictedJoints) - midHip(trueJoints);
    const double mean = ((predicted.cast<double>() - truth.cast<double>()).rowwise() - apart).rowwise().norm().mean();
    if (!std::isfinite(mean)) return;
    sumMm_ += 1000 * mean;
    ++frames_;
}

std::optional<double> VertexError::mpvpeMm() const {
    if (frames_ == 0) return std::nullopt;
    return sumMm_ / double(frames_);
}

}  // namespace ropetp::metrics
