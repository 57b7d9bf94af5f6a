#include "synth/makehuman/rig.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <numeric>

namespace ropetp::synth {
namespace {

/// The SMPL joint that a bone's vertices follow; fingers are one with the hand joint, as in SMPL.
int jointOfBone(const std::string& bone) {
    static constexpr std::pair<const char*, int> kBones[] = {
        {"pelvis", 0}, {"thigh_l", 1}, {"thigh_r", 2}, {"spine_01", 3}, {"calf_l", 4}, {"calf_r", 5}, {"spine_02", 6}, {"foot_l", 7},
        {"foot_r", 8}, {"spine_03", 9}, {"ball_l", 10}, {"ball_r", 11}, {"neck_01", 12}, {"clavicle_l", 13}, {"clavicle_r", 14}, {"head", 15},
        {"upperarm_l", 16}, {"upperarm_r", 17}, {"lowerarm_l", 18}, {"lowerarm_r", 19}, {"hand_l", 20}, {"hand_r", 21}};
    for (const auto& [name, joint] : kBones)
        if (bone == name) return joint;
    for (const char* finger : {"index", "middle", "ring", "pinky", "thumb"})
        if (bone.starts_with(finger)) return bone.ends_with("_l") ? 22 : 23;
    return -1;
}

constexpr std::array<const char*, body::kJointCount> kCubes = {
    "joint-pelvis", "joint-l-upper-leg", "joint-r-upper-leg", "joint-spine-4", "joint-l-knee", "joint-r-knee", "joint-spine-3",
    "joint-l-ankle", "joint-r-ankle", "joint-spine-2", "joint-l-foot-1", "joint-r-foot-1", "joint-neck", "joint-l-clavicle",
    "joint-r-clavicle", "joint-head", "joint-l-shoulder", "joint-r-shoulder", "joint-l-elbow", "joint-r-elbow", "joint-l-hand",
    "joint-r-hand", "joint-l-finger-3-1", "joint-r-finger-3-1"};

}  // namespace

HumanPart::Binding strongest(const std::array<float, body::kJointCount>& weights) {
    std::array<int, body::kJointCount> order;
    std::iota(order.begin(), order.end(), 0);
    std::partial_sort(order.begin(), order.begin() + 4, order.end(), [&](int a, int b) { return weights[std::size_t(a)] > weights[std::size_t(b)]; });
    HumanPart::Binding b;
    float sum = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        b.joints[k] = std::uint8_t(order[k]);
        b.weights[k] = std::max(0.f, weights[std::size_t(order[k])]);
        sum += b.weights[k];
    }
    if (sum < 1e-6f) b.weights = {1, 0, 0, 0}, sum = 1;
    for (float& w : b.weights) w /= sum;
    return b;
}

Result<Rig> Rig::read(const std::filesystem::path& weightsFile, const ObjMesh& base) {
    std::ifstream file(weightsFile);
    if (!file) return fail(ErrorCode::FileNotFound, "the rig's weights cannot be opened", weightsFile.string());
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (json.is_discarded() || !json.contains("weights") || !json["weights"].is_object()) return fail(ErrorCode::CorruptFile, "not a rig's weights", weightsFile.string());
    std::vector<std::array<float, body::kJointCount>> dense(base.vertices.size());
    for (const auto& [bone, list] : json["weights"].items()) {
        const int joint = jointOfBone(bone);
        if (joint < 0 || !list.is_array()) continue;
        for (const auto& pair : list) {
            if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_integer() || !pair[1].is_number()) return fail(ErrorCode::CorruptFile, "a weight is no pair of numbers", weightsFile.string());
            const auto v = pair[0].get<std::int64_t>();
            if (v < 0 || v >= std::int64_t(dense.size())) return fail(ErrorCode::CorruptFile, "a weight of a vertex that does not exist", weightsFile.string());
            dense[std::size_t(v)][std::size_t(joint)] += pair[1].get<float>();
        }
    }
    Rig rig;
    for (const auto& weights : dense) rig.bindings_.push_back(strongest(weights));
    for (std::size_t j = 0; j < kCubes.size(); ++j) {
        rig.cubes_[j] = base.verticesOf(kCubes[j]);
        if (rig.cubes_[j].empty()) return fail(ErrorCode::CorruptFile, std::string("the base mesh has no ") + kCubes[j]);
    }
    return rig;
}

body::JointPositions Rig::joints(std::span<const Eigen::Vector3f> base) const {
    body::JointPositions out;
    for (std::size_t j = 0; j < cubes_.size(); ++j) {
        Eigen::Vector3d sum = Eigen::Vector3d::Zero();
        for (const int v : cubes_[j]) sum += base[std::size_t(v)].cast<double>();
        out.row(Eigen::Index(j)) = sum.transpose() / double(cubes_[j].size());
    }
    return out;
}

std::array<Eigen::Matrix3d, body::kJointCount> Rig::turnsTo(const body::JointPositions& reference, const body::JointPositions& joints) {
    std::array<Eigen::Matrix3d, body::kJointCount> turns;
    turns.fill(Eigen::Matrix3d::Identity());
    for (const auto& [joint, child] : {std::pair{1, 4}, {2, 5}, {4, 7}, {5, 8}, {16, 18}, {17, 19}, {18, 20}, {19, 21}, {20, 22}, {21, 23}, {7, 10}, {8, 11}}) {
        Eigen::Vector3d from = joints.row(child) - joints.row(joint), to = reference.row(child) - reference.row(joint);
        if (joint == 7 || joint == 8) from.y() = to.y() = 0;   // a foot keeps its sole flat
        turns[std::size_t(joint)] = Eigen::Quaterniond::FromTwoVectors(from, to).toRotationMatrix();
    }
    for (const auto& [joint, parent] : {std::pair{10, 7}, {11, 8}, {22, 20}, {23, 21}}) turns[std::size_t(joint)] = turns[std::size_t(parent)];
    return turns;
}

}  // namespace ropetp::synth
