#include "io/export_preset.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <vector>

namespace ropetp::io {
namespace {

using Names = std::array<std::string, body::kJointCount>;

Names named(const std::string& prefix, const std::array<const char*, body::kJointCount>& names) {
    Names out;
    for (std::size_t i = 0; i < names.size(); ++i) out[i] = prefix + names[i];
    return out;
}

constexpr std::array<const char*, body::kJointCount> kHumanIk = {
    "Hips", "LeftUpLeg", "RightUpLeg", "Spine", "LeftLeg", "RightLeg", "Spine1", "LeftFoot", "RightFoot", "Spine2", "LeftToeBase", "RightToeBase",
    "Neck", "LeftShoulder", "RightShoulder", "Head", "LeftArm", "RightArm", "LeftForeArm", "RightForeArm", "LeftHand", "RightHand", "LeftHandIndex1", "RightHandIndex1"};
constexpr std::array<const char*, body::kJointCount> kUnreal = {
    "pelvis", "thigh_l", "thigh_r", "spine_01", "calf_l", "calf_r", "spine_02", "foot_l", "foot_r", "spine_03", "ball_l", "ball_r",
    "neck_01", "clavicle_l", "clavicle_r", "head", "upperarm_l", "upperarm_r", "lowerarm_l", "lowerarm_r", "hand_l", "hand_r", "middle_01_l", "middle_01_r"};
constexpr std::array<const char*, body::kJointCount> kUnity = {
    "Hips", "LeftUpperLeg", "RightUpperLeg", "Spine", "LeftLowerLeg", "RightLowerLeg", "Chest", "LeftFoot", "RightFoot", "UpperChest", "LeftToes", "RightToes",
    "Neck", "LeftShoulder", "RightShoulder", "Head", "LeftUpperArm", "RightUpperArm", "LeftLowerArm", "RightLowerArm", "LeftHand", "RightHand", "LeftMiddleProximal", "RightMiddleProximal"};
constexpr std::array<const char*, body::kJointCount> kRigify = {
    "spine", "thigh.L", "thigh.R", "spine.001", "shin.L", "shin.R", "spine.002", "foot.L", "foot.R", "spine.003", "toe.L", "toe.R",
    "spine.004", "shoulder.L", "shoulder.R", "spine.006", "upper_arm.L", "upper_arm.R", "forearm.L", "forearm.R", "hand.L", "hand.R", "f_middle.01.L", "f_middle.01.R"};

std::vector<ExportPreset> makePresets() {
    Names smpl;
    for (std::size_t j = 0; j < smpl.size(); ++j) smpl[j] = body::kJointNames[j];
    std::vector<ExportPreset> p(6);
    p[0] = {.name = "humanik", .title = "Maya HumanIK", .jointNames = named("", kHumanIk)};
    p[1] = {.name = "mixamo", .title = "Mixamo", .jointNames = named("mixamorig:", kHumanIk)};
    p[2] = {.name = "unreal", .title = "Unreal Mannequin", .jointNames = named("", kUnreal), .rootBone = "root", .rest = RestPose::A, .rootMotion = RootMotion::OnRootBone};
    p[3] = {.name = "unity", .title = "Unity Humanoid", .jointNames = named("", kUnity)};
    p[4] = {.name = "rigify", .title = "Blender Rigify", .jointNames = named("", kRigify)};
    p[5] = {.name = "smpl", .title = "SMPL", .jointNames = smpl};
    return p;
}

template <class T>
struct Word {
    T value;
    const char* text;
};
constexpr Word<RestPose> kRests[] = {{RestPose::T, "T"}, {RestPose::A, "A"}};
constexpr Word<RootMotion> kRoots[] = {{RootMotion::Full, "full"}, {RootMotion::InPlace, "in-place"}, {RootMotion::OnRootBone, "root-bone"}};

template <class T, std::size_t N>
const char* textOf(const Word<T> (&words)[N], T value) {
    for (const auto& w : words)
        if (w.value == value) return w.text;
    return "";
}

/// False where the text is none of the words.
template <class T, std::size_t N>
bool valueOf(const Word<T> (&words)[N], const std::string& text, T& out) {
    for (const auto& w : words)
        if (text == w.text) return out = w.value, true;
    return false;
}

/// Names that every format can carry.
bool isName(const std::string& s) {
    return !s.empty() && s.size() <= 64 && std::ranges::none_of(s, [](unsigned char c) { return c <= ' ' || c == 0x7f || c == '{' || c == '}' || c == '"' || c == ','; });
}

}  // namespace

std::span<const ExportPreset> builtInPresets() {
    static const std::vector<ExportPreset> presets = makePresets();
    return presets;
}

const ExportPreset* findPreset(std::string_view name) {
    const auto all = builtInPresets();
    const auto found = std::ranges::find(all, name, &ExportPreset::name);
    return found == all.end() ? nullptr : &*found;
}

Result<ExportPreset> presetFromJson(std::string_view text) {
    const auto wrong = [](const std::string& why) { return fail(ErrorCode::CorruptFile, "not an export preset: " + why); };
    const auto j = nlohmann::json::parse(text, nullptr, false);
    if (!j.is_object()) return wrong("no JSON object");
    ExportPreset p;
    const auto read = [&](const char* key, std::string& out) {
        if (const auto it = j.find(key); it != j.end() && it->is_string()) out = it->template get<std::string>();
    };
    read("name", p.name);
    read("title", p.title);
    read("root_bone", p.rootBone);
    if (!isName(p.name)) return wrong("it has no name");
    if (p.title.empty()) p.title = p.name;
    const auto joints = j.find("joints");
    if (joints == j.end() || !joints->is_object()) return wrong("it names no joints");
    std::set<std::string> seen;
    if (!p.rootBone.empty() && (!isName(p.rootBone) || !seen.insert(p.rootBone).second)) return wrong("the root bone's name cannot be used");
    for (std::size_t i = 0; i < p.jointNames.size(); ++i) {
        const auto it = joints->find(std::string(body::kJointNames[i]));
        if (it == joints->end() || !it->is_string()) return wrong("no name for " + std::string(body::kJointNames[i]));
        p.jointNames[i] = it->get<std::string>();
        if (!isName(p.jointNames[i])) return wrong("a name that cannot be used for " + std::string(body::kJointNames[i]));
        if (!seen.insert(p.jointNames[i]).second) return wrong("the name " + p.jointNames[i] + " twice");
    }
    std::string rest = textOf(kRests, p.rest), root = textOf(kRoots, p.rootMotion), order = "ZXY";
    read("rest", rest);
    read("root_motion", root);
    read("bvh_order", order);
    if (!valueOf(kRests, rest, p.rest)) return wrong("rest is T or A");
    if (!valueOf(kRoots, root, p.rootMotion)) return wrong("root_motion is full, in-place or root-bone");
    if (order != "ZXY" && order != "ZYX") return wrong("bvh_order is ZXY or ZYX");
    p.bvhOrder = order == "ZXY" ? kZxy : kZyx;
    if (const auto it = j.find("bvh_units_per_metre"); it != j.end() && it->is_number()) p.bvhUnitsPerMetre = it->get<double>();
    if (!(p.bvhUnitsPerMetre > 0 && p.bvhUnitsPerMetre <= 10000)) return wrong("bvh_units_per_metre is above 0");
    if (p.rootMotion == RootMotion::OnRootBone && p.rootBone.empty()) return wrong("root_motion needs a root_bone");
    return p;
}

std::string jsonFromPreset(const ExportPreset& p) {
    nlohmann::ordered_json j = {{"name", p.name}, {"title", p.title}, {"rest", textOf(kRests, p.rest)}, {"root_motion", textOf(kRoots, p.rootMotion)},
                                {"root_bone", p.rootBone}, {"bvh_order", p.bvhOrder == kZyx ? "ZYX" : "ZXY"}, {"bvh_units_per_metre", p.bvhUnitsPerMetre}};
    for (std::size_t i = 0; i < p.jointNames.size(); ++i) j["joints"][std::string(body::kJointNames[i])] = p.jointNames[i];
    return j.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace ropetp::io
