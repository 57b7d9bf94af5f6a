#include "train/people/joint_names.h"

namespace ropetp::train {
namespace {

using body::Joint;

struct Row {
    std::string_view name;
    Joint joint;
    float weight;
};

/// People mark the hips' bones, SMPL's hip joints lie inside; a marked neck or pelvis is a middle of such points.
constexpr Row kTable[] = {
    {"left_shoulder", Joint::LeftShoulder, 1}, {"right_shoulder", Joint::RightShoulder, 1},
    {"left_elbow", Joint::LeftElbow, 1},       {"right_elbow", Joint::RightElbow, 1},
    {"left_wrist", Joint::LeftWrist, 1},       {"right_wrist", Joint::RightWrist, 1},
    {"left_hip", Joint::LeftHip, 0.5f},        {"right_hip", Joint::RightHip, 0.5f},
    {"left_knee", Joint::LeftKnee, 1},         {"right_knee", Joint::RightKnee, 1},
    {"left_ankle", Joint::LeftAnkle, 1},       {"right_ankle", Joint::RightAnkle, 1},
    {"left_foot", Joint::LeftFoot, 0.5f},      {"right_foot", Joint::RightFoot, 0.5f},
    {"neck", Joint::Neck, 0.5f},               {"mpii_thorax", Joint::Neck, 0.5f},
    {"pelvis", Joint::Pelvis, 0.5f},           {"mpii_pelvis", Joint::Pelvis, 0.5f},
};

}  // namespace

std::optional<NamedJoint> jointNamed(std::string_view name) {
    for (const Row& row : kTable)
        if (row.name == name) return NamedJoint{body::index(row.joint), row.weight};
    return std::nullopt;
}

}  // namespace ropetp::train
