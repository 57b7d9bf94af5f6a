#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "io/euler.h"

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ropetp::io {

/// Joint names of exported skeletons, in SMPL's order (HumanIK's and Mixamo's without prefix).
inline constexpr std::array<std::string_view, body::kJointCount> kExportNames = {
    "Hips", "LeftUpLeg", "RightUpLeg", "Spine", "LeftLeg", "RightLeg", "Spine1", "LeftFoot", "RightFoot", "Spine2",
    "LeftToeBase", "RightToeBase", "Neck", "LeftShoulder", "RightShoulder", "Head", "LeftArm", "RightArm",
    "LeftForeArm", "RightForeArm", "LeftHand", "RightHand", "LeftHandIndex1", "RightHandIndex1"};

struct BvhOptions {
    double fps = 0;              ///< 0: the take's mean rate
    EulerOrder order = kZxy;
};

/// What a written file holds, by reading it again.
struct ExportReport {
    std::size_t frames = 0;
    double fps = 0;
    bool resampled = false;      ///< the take's time stamps were uneven, or another rate was asked for
    double largestErrorMm = 0;   ///< of a joint's world position against the take
    int worstJoint = 0;
    std::size_t worstFrame = 0;
};

/// Writes the world motion as BVH, atomically: centimetres, Y up, T-pose at zero facing +Z, root with six
/// channels, continuous angles, true frame time. Then reads it again and compares. WriteFailed,
/// DiskFull; InvalidInput for an empty take.
Result<ExportReport> writeBvh(const std::filesystem::path& path, const body::MotionClip& clip, const body::BodyModel& body,
                              const BvhOptions& options = {});

struct BvhJoint {
    std::string name;
    int parent = -1;
    Eigen::Vector3d offset = Eigen::Vector3d::Zero();   ///< from the parent, file units
    std::vector<int> channels;          ///< 0..2 position X Y Z, 3..5 rotation X Y Z, in file order
    std::size_t firstChannel = 0;       ///< column in `values`
    bool hasEndSite = false;
};

/// Any tool's BVH. Units are the file's.
struct BvhMotion {
    std::vector<BvhJoint> joints;       ///< a parent comes before its children
    std::size_t channelCount = 0, frameCount = 0;
    double frameTimeSec = 0;
    std::vector<double> values;         ///< frameCount x channelCount

    /// World positions of all joints on a frame, file units.
    std::vector<Eigen::Vector3d> positions(std::size_t frame) const;
    int find(std::string_view name) const;
};

/// CorruptFile with the line number; UnsupportedFormat above 1000 joints or 50 million values.
Result<BvhMotion> readBvh(const std::filesystem::path& path);

}  // namespace ropetp::io
