#pragma once

#include "body/pose.h"

#include <cstddef>
#include <optional>

namespace ropetp::metrics {

/// Mean per-vertex position error (MPVPE), frame after frame so that no meshes are kept. Each mesh is moved so
/// that its pelvis lies at the origin; the pelvis is the mid-hip of its own joints, as in poseError().
class VertexError {
  public:
    /// One frame. @param predicted, truth  V x 3, metres, vertices of the same topology: other sizes do not count.
    /// A frame whose hips or vertices are not finite does not count.
    void add(const body::VertexArray& predicted, const body::JointPositions& predictedJoints, const body::VertexArray& truth,
             const body::JointPositions& trueJoints);
    /// Millimetres, mean over vertices and frames; nullopt without a frame.
    std::optional<double> mpvpeMm() const;
    std::size_t frames() const { return frames_; }

  private:
    double sumMm_ = 0;   ///< of the frames' means
    std::size_t frames_ = 0;
};

}  // namespace ropetp::metrics
