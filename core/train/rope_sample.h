#pragma once

#include "base/image.h"
#include "body/pose.h"

#include <array>
#include <cstdint>

namespace ropetp::train {

/// The side of a training crop and of its part map.
inline constexpr int kCropPx = 256;
inline constexpr int kPartMap = 32;
inline constexpr std::uint8_t kBackground = 24;

/// One labelled crop. Rotations and joints are in the crop's view (x right, y down, z forward, turned with
/// the crop: pose/rope/rope_crop.h).
struct RopeSample {
    static constexpr std::array<float, body::kJointCount> filled(float value) {
        std::array<float, body::kJointCount> all{};
        all.fill(value);
        return all;
    }

    Image crop;                                     ///< kCropPx x kCropPx
    body::Pose pose;                                ///< translation unused
    body::Betas betas = body::Betas::Zero();
    body::JointPositions joints;                    ///< from the pelvis, metres
    Eigen::Matrix<float, body::kJointCount, 2, Eigen::RowMajor> joints2d;  ///< -1..1 across the crop
    std::array<float, body::kJointCount> visible{}; ///< 1 seen, 0.5 behind the own body, 0 hidden or outside
    std::array<std::uint8_t, kPartMap * kPartMap> parts{};   ///< SMPL joint, kBackground elsewhere
    float focal = 0;                                ///< in half crops
    float depthM = 0;                               ///< of the pelvis in the view
    float poseWeight = 1;                           ///< of rotations: below 1 for weak labels
    float shapeWeight = 1;
    /// Of each joint in `joints` and `joints2d`; 0 where it is not labelled. Feature files have poseWeight in the
    /// place of shapeWeight and weight3d, and label every joint.
    std::array<float, body::kJointCount> weight3d = filled(1), weight2d = filled(1);
    /// `joints` are marked points, which tell less of the pelvis: compare them with the middles of the hips laid
    /// over each other.
    bool hipsAligned = false;
    bool hasParts = true;
    int group = 0;                                  ///< recording that the posture comes from, or clip of a video
};

}  // namespace ropetp::train
