#pragma once

#include "pose/fit_body.h"
#include "track/track.h"

#include <array>

namespace ropetp::pose {

/// Where a landmark's offset starts: at its joint, at the hip joint (which moves with the pelvis), or
/// at the crown.
enum class LandmarkBase { Joint, LeftHip, RightHip, Crown };

/// Where one of BlazePose's landmarks lies on the body, and how well it is seen.
struct LandmarkPoint {
    int landmark;                ///< BlazePose's number
    int joint;                   ///< SMPL joint it moves with
    LandmarkBase base;           ///< what the offset starts from
    std::array<double, 3> offsetM;  ///< in the joint's rest axes, for a body 1.70 m tall
    double sigmaM;               ///< deviation of the picture point, metres at the body
    double depthSigmaM;          ///< deviation of the model's depth against the mid-hip
};

inline constexpr int kLandmarkPointCount = 29;

/// Every landmark that the fit uses; the inner and outer eye corners are left out, as they
/// tell nothing that the eyes do not. Offsets come from anatomy (the skull's, foot's and hand's mean
/// proportions), none from the clips that results are measured on.
const std::array<LandmarkPoint, kLandmarkPointCount>& landmarkPoints();

/// Position in landmarkPoints() of a BlazePose landmark, or -1.
int landmarkPointIndex(int landmark);

/// The same on a body of another size.
AttachedPoint attachedPoint(const LandmarkPoint& point, const FitBody& body);

/// The landmark of the other side of the body; itself on the midline.
int mirroredLandmark(int landmark);

}  // namespace ropetp::pose
