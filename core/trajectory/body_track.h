#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "trajectory/denoiser/window_condition.h"

#include <vector>

namespace ropetp::trajectory {

/// A clip's motion at kDenoiserFps by its time stamps, whatever its frame rate.
struct BodyTrack {
    double startSec = 0;
    std::vector<BodyFrame> frames;              ///< known where the person was seen
    std::vector<Eigen::Vector3d> rawPelvisM;    ///< as poseInWorld has it
    std::vector<double> soleM;                  ///< height of the lowest sole point over the pelvis (negative)

    double timeSec(std::size_t i) const { return startSec + double(i) / kDenoiserFps; }
    /// The track's frame nearest to a time; clamped.
    std::size_t nearest(double timeSec) const;
};

/// From poseInWorld. The clip has frames whose times increase. At least two frames come out.
BodyTrack bodyTrack(const body::MotionClip& clip, const body::BodyModel& body, DenoiserCondition condition);

/// Values of the track at another time (linear for contacts, a cubic through four frames for places).
Eigen::Vector3d valueAt(const std::vector<Eigen::Vector3d>& values, double index);
std::array<float, kContactValues> valueAt(const std::vector<std::array<float, kContactValues>>& values, double index);

}  // namespace ropetp::trajectory
