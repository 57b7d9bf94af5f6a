#include "edit/edit_script.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ropetp::edit {
namespace {

using nlohmann::json;
using namespace command;

template <class V>
json numbers(const V& v) {
    json a = json::array();
    for (Eigen::Index i = 0; i < v.size(); ++i) a.push_back(double(v[i]));
    return a;
}

/// Limbs where they are whole, else joints.
json names(const JointSet& joints) {
    if (joints.all()) return kLimbNames[0];
    json a = json::array();
    JointSet left = joints;
    for (int l = 1; l < kLimbCount; ++l) {
        const JointSet limb = jointsOf(Limb(l));
        if ((joints & limb) != limb) continue;
        a.push_back(kLimbNames[std::size_t(l)]);
        left &= ~limb;
    }
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (left[j]) a.push_back(body::kJointNames[j]);
    return a;
}

void putPose(json& out, const JointSet& joints, bool place, const body::Pose& pose) {
    json turns = json::object();
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (joints[j]) turns[std::string(body::kJointNames[j])] = numbers(pose.axisAngleRad[j]);
    out["rotations"] = turns;
    if (place) out["translation"] = numbers(pose.translationM);
}

void putOptions(json& out, const IkOptions& o) {
    out["whole_body"] = o.wholeBody;
    if (o.limits) out["limits"] = true;
    json pins = json::array();
    for (const body::Joint p : o.pins) pins.push_back(body::kJointNames[std::size_t(body::index(p))]);
    out["pins"] = pins;
}

json jointName(body::Joint j) { return body::kJointNames[std::size_t(body::index(j))]; }
json frames(FrameRange r) { return {r.first.value, r.end.value}; }

json landmarkJson(const track::Landmarks& l) {
    json px = json::array(), world = json::array(), visibility = json::array(), presence = json::array();
    for (std::size_t k = 0; k < track::kLandmarkCount; ++k) {
        px.push_back(numbers(l.px[k]));
        world.push_back(numbers(l.worldM[k]));
        visibility.push_back(double(l.visibility[k]));
        presence.push_back(double(l.presence[k]));
    }
    return {{"score", double(l.score)}, {"px", px}, {"world_m", world}, {"visibility", visibility}, {"presence", presence}};
}

class Writer {
  public:
    explicit Writer(ScriptStore& store) : store_(store) {}
    std::optional<Error> error;

    json operator()(const MergeTracks& c) { return {{"kept", c.kept.value}, {"other", c.other.value}}; }
    json operator()(const SplitTrack& c) { return at(c); }
    json operator()(const SwapTracks& c) { return {{"a", c.a.value}, {"b", c.b.value}, {"frame", c.frame.value}}; }
    json operator()(const SetBox& c) {
        json out = at(c);
        out["box"] = {c.box.x, c.box.y, c.box.width, c.box.height};
        if (c.landmarks) out["landmarks"] = landmarkJson(*c.landmarks);
        return out;
    }
    json operator()(const RemoveTrack& c) { return {{"person", c.person.value}}; }
    json operator()(const RenamePerson& c) { return {{"person", c.person.value}, {"name", c.name}}; }
    json operator()(const CommitSolve& c) { return {{"solve", kept(c)}}; }
    json operator()(const AdjustGround& c) { return {{"pitch_rad", c.pitchRad}, {"roll_rad", c.rollRad}, {"height_m", c.heightM}}; }
    json operator()(const SetFocal& c) { return {{"focal_px", c.focalPx ? json(*c.focalPx) : json()}}; }
    json operator()(const SetFix& c) {
        json out = at(c);
        putPose(out, c.joints, c.place, c.poseInCam);
        if (c.falloff) out["reach_sec"] = {c.falloff->beforeSec, c.falloff->afterSec};
        return out;
    }
    json operator()(const RemoveFix& c) { return with(at(c), c.joints, c.place); }
    json operator()(const SetFalloff& c) {
        json out = at(c);
        out["reach_sec"] = {c.falloff.beforeSec, c.falloff.afterSec};
        return out;
    }
    json operator()(const MoveRoot& c) {
        json out = at(c);
        out["translation"] = numbers(c.translationM);
        return out;
    }
    json operator()(const DragJoint3d& c) {
        json out = at(c);
        out["joint"] = jointName(c.joint);
        out["target"] = numbers(c.targetInCam);
        putOptions(out, c.options);
        return out;
    }
    json operator()(const DragJoint2d& c) {
        json out = at(c);
        out["joint"] = jointName(c.joint);
        out["px"] = numbers(c.px);
        putOptions(out, c.options);
        return out;
    }
    json operator()(const MirrorPose& c) { return with(at(c), c.joints, std::nullopt); }
    json operator()(const SwapLeftRight& c) { return with(at(c), c.joints, std::nullopt); }
    json operator()(const PastePose& c) {
        json out = at(c);
        putPose(out, c.joints, c.place, c.poseInCam);
        return out;
    }
    json operator()(const CopyPose& c) {
        json out = with(at(c), c.joints, c.place);
        out["from_person"] = c.fromPerson.value;
        out["from_frame"] = c.fromFrame.value;
        return out;
    }
    json operator()(const PoseFromVideo& c) { return with(at(c), c.joints, c.place); }
    json operator()(const AddTool& c) {
        json out = with({{"person", c.person.value}, {"frames", frames(c.tool.range)}}, c.tool.joints, c.tool.place);
        out["edge_sec"] = c.tool.edgeSec;
        std::visit([&](const auto& kind) { put(out, kind); }, c.tool.kind);
        return out;
    }
    json operator()(const RemoveTool& c) { return {{"person", c.person.value}, {"index", c.index}}; }
    json operator()(const ResetToRaw& c) { return with({{"person", c.person.value}, {"frames", frames(c.range)}}, c.joints, c.place); }
    json operator()(const PropagateFixes& c) { return {{"person", c.person.value}}; }
    json operator()(const SetMarker& c) { return {{"frame", c.frame.value}, {"note", c.note}}; }
    json operator()(const RemoveMarker& c) { return {{"frame", c.frame.value}}; }
    json operator()(const AcceptFrames& c) { return {{"person", c.person.value}, {"frames", frames(c.range)}, {"severity", c.severity}}; }
    json operator()(const TakeBackAcceptance& c) { return {{"person", c.person.value}, {"frames", frames(c.range)}}; }
    json operator()(const SetTrajectoryPin& c) {
        return {{"person", c.person.value}, {"frame", c.pin.frame.value}, {"pelvis", numbers(c.pin.pelvisM)}, {"softness_m", c.pin.softnessM}, {"height_too", c.pin.heightToo}};
    }
    json operator()(const RemoveTrajectoryPin& c) { return at(c); }
    json operator()(const SetContact& c) {
        return {{"person", c.person.value}, {"point", kFootPointNames[std::size_t(std::clamp(c.span.point, 0, 3))]}, {"frames", frames(c.span.range)}, {"stands", c.span.stands}};
    }
    json operator()(const ClearContacts& c) {
        json out = {{"person", c.person.value}, {"frames", frames(c.range)}};
        if (c.point) out["point"] = kFootPointNames[std::size_t(std::clamp(*c.point, 0, 3))];
        return out;
    }
    json operator()(const DrawFloorLine& c) {
        json points = json::array();
        for (const auto& p : c.pointsM) points.push_back(numbers(p));
        return {{"person", c.person.value}, {"points", points}};
    }
    json operator()(const CloseLoop& c) { return {{"person", c.person.value}, {"closes", c.closes}}; }
    json operator()(const SetFloorHeight& c) { return {{"person", c.person.value}, {"height_m", c.heightM}, {"level", c.level}}; }
    json operator()(const PutTrajectory& c) {
        json ways = json::array();
        for (const auto& w : c.ways) ways.push_back({{"person", w.person.value}, {"trajectory", kept(w.solved)}});
        return {{"ways", ways}};
    }
    json operator()(const SolveTrajectories& c) {
        json out = {{"steps", c.how.steps}, {"seed", c.how.seed}};
        if (c.person) out["person"] = c.person->value;
        if (!c.how.solver.empty()) out["solver"] = c.how.solver;
        return out;
    }

  private:
    template <class C>
    static json at(const C& c) { return {{"person", c.person.value}, {"frame", c.frame.value}}; }
    static json with(json out, const JointSet& joints, std::optional<bool> place) {
        out["joints"] = names(joints);
        if (place) out["place"] = *place;
        return out;
    }
    template <class T>
    json kept(const T& big) {
        auto name = store_.keep(big);
        if (name) return *name;
        error = name.error();
        return {};
    }
    void put(json& out, const InterpolateTool& t) { out["curve"] = t.curve == InterpolateTool::Curve::Slerp ? "slerp" : "bezier"; }
    void put(json& out, const HoldTool& t) { out["from"] = t.from.value; }
    void put(json& out, const TimeOffsetTool& t) { out["offset_sec"] = t.offsetSec; }
    void put(json& out, const SmoothTool& t) {
        static constexpr const char* kFilters[] = {"one_euro", "butterworth", "savitzky_golay"};
        out["filter"] = kFilters[int(t.filter)];
        out["cutoff_hz"] = t.cutoffHz;
        out["order"] = t.order;
        out["speed_gain"] = t.speedGain;
        out["keep_impacts"] = t.keepImpacts;
    }
    void put(json& out, const RepairTool& t) { out["window_sec"] = t.windowSec, out["sigmas"] = t.sigmas; }
    void put(json& out, const TakeFromTool& t) { out["clip"] = kept(t.clip); }
    void put(json&, const SwapSidesTool&) {}
    void put(json&, const ResetTool&) {}

    ScriptStore& store_;
};

Result<json> entryJson(const Command& command, ScriptStore& store) {
    Writer writer(store);
    json out = std::visit(writer, command);
    if (writer.error) return fail(*writer.error);
    out["edit"] = commandName(command);
    return out;
}

std::string text(const json& j, int indent) { return j.dump(indent, ' ', false, json::error_handler_t::replace); }

}  // namespace

std::string commandName(const Command& command) {
    static constexpr const char* kNames[] = {"merge_tracks", "split_track", "swap_tracks", "set_box", "remove_track", "rename_person", "commit_solve", "adjust_ground",
                                             "set_focal", "set_fix", "remove_fix", "set_reach", "move_root", "drag_joint_3d", "drag_joint_2d", "mirror_pose",
                                             "swap_left_right", "paste_pose", "copy_pose", "pose_from_video", "", "remove_tool", "reset_to_raw", "propagate",
                                             "set_marker", "remove_marker", "accept_frames", "take_back_acceptance",
                                             "set_trajectory_pin", "remove_trajectory_pin", "set_contact", "clear_contacts", "draw_floor_line", "close_loop",
                                             "set_floor_height", "put_trajectory", "solve_trajectory"};
    static_assert(std::size(kNames) == std::variant_size_v<Command>);
    if (const auto* tool = std::get_if<AddTool>(&command)) return toolName(tool->tool.kind);
    return kNames[command.index()];
}

Result<std::string> entryText(const Command& command, ScriptStore& store) {
    const auto entry = entryJson(command, store);
    if (!entry) return fail(entry.error());
    return text(*entry, -1);
}

Result<std::string> scriptText(std::span<const Command> commands, ScriptStore& store) {
    // One entry a line: long scripts stay readable, and differences of two show entries.
    std::string out = "{\"ropetp_edits\": 1, \"edits\": [";
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const auto entry = entryText(commands[i], store);
        if (!entry) return fail(entry.error());
        out += (i == 0 ? "\n  " : ",\n  ") + *entry;
    }
    return out + "\n]}\n";
}

}  // namespace ropetp::edit
