#include "edit/edit_script.h"

#include "edit/edit.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace ropetp::edit {
namespace {

using nlohmann::json;
using namespace command;

/// An entry's parameters. The first fault is kept, and values read after it are of no use.
class Entry {
  public:
    explicit Entry(const json& object) : object_(object) { used_.insert("edit"); }

    bool has(const char* key) {
        used_.insert(key);
        return object_.contains(key);
    }
    double number(const char* key, std::optional<double> otherwise = std::nullopt) {
        const json* v = find(key, otherwise.has_value());
        if (!v) return otherwise.value_or(0);
        return numberOf(*v, key);
    }
    std::int64_t integer(const char* key) {
        const json* v = find(key, false);
        return v ? integerOf(*v, key) : 0;
    }
    bool flag(const char* key, bool otherwise) {
        const json* v = find(key, true);
        if (v && !v->is_boolean()) fault(key, "must be true or false");
        return v && v->is_boolean() ? v->get<bool>() : otherwise;
    }
    std::string string(const char* key, std::optional<std::string> otherwise = std::nullopt) {
        const json* v = find(key, otherwise.has_value());
        if (v && !v->is_string()) fault(key, "must be a text");
        return v && v->is_string() ? v->get<std::string>() : otherwise.value_or(std::string());
    }
    template <int N>
    Eigen::Matrix<double, N, 1> vector(const char* key) {
        const json* v = find(key, false);
        return v ? vectorOf<N>(*v, key) : Eigen::Matrix<double, N, 1>(Eigen::Matrix<double, N, 1>::Zero());
    }
    PersonId person(const char* key = "person") { return PersonId(integer(key)); }
    FrameIndex frame(const char* key = "frame") { return FrameIndex(integer(key)); }
    FrameRange frames() {
        const json* v = find("frames", false);
        if (!v) return {};
        if (!v->is_array() || v->size() != 2) {
            fault("frames", "must be [first, end]");
            return {};
        }
        return {FrameIndex(integerOf((*v)[0], "frames")), FrameIndex(integerOf((*v)[1], "frames"))};
    }
    template <int N>
    std::vector<Eigen::Matrix<double, N, 1>> vectors(const char* key) {
        std::vector<Eigen::Matrix<double, N, 1>> out;
        const json* v = find(key, false);
        if (v && !v->is_array()) fault(key, "must be a list");
        else if (v)
            for (const json& item : *v) out.push_back(vectorOf<N>(item, key));
        return out;
    }
    int footPoint() {
        const std::string name = string("point");
        const auto at = std::ranges::find(kFootPointNames, name);
        if (at == kFootPointNames.end()) fault("point", "must be one of left_heel, left_toe, right_heel, right_toe");
        return int(at - kFootPointNames.begin());
    }
    /// "ways": [{"person": ..., "trajectory": name}].
    Result<Command> ways(const ScriptStore& store) {
        PutTrajectory c;
        const json* list = find("ways", false);
        if (list && !list->is_array()) fault("ways", "must be a list");
        else if (list)
            for (const json& item : *list) {
                const json object = item.is_object() ? item : json::object();   // an Entry refers to it
                Entry way(object);
                const PersonId person = way.person();
                const std::string name = way.string("trajectory");
                if (auto ok = way.finish(); !ok) return fail(ok.error());
                auto solved = store.trajectory(name);
                if (!solved) return fail(solved.error());
                c.ways.push_back({person, *solved});
            }
        return c;
    }
    Falloff reach() {
        const auto v = vector<2>("reach_sec");
        return {v[0], v[1]};
    }
    body::Joint joint(const char* key) { return jointOf(string(key), key); }
    /// Names of joints and limbs; without the key the whole body.
    JointSet joints() {
        const json* v = find("joints", true);
        if (!v) return wholeBody();
        JointSet all;
        const json list = v->is_array() ? *v : json::array({*v});
        for (const json& name : list) {
            const auto set = name.is_string() ? jointsNamed(name.get<std::string>()) : std::nullopt;
            if (set) all |= *set;
            else fault("joints", "has an unknown name: " + name.dump(-1, ' ', true, json::error_handler_t::replace).substr(0, 60));
        }
        return all;
    }
    IkOptions options() {
        IkOptions o;
        o.wholeBody = flag("whole_body", false);
        o.limits = flag("limits", false);
        if (const json* pins = find("pins", true)) {
            if (!pins->is_array()) fault("pins", "must be a list of joints");
            else
                for (const json& p : *pins) o.pins.push_back(jointOf(p.is_string() ? p.get<std::string>() : std::string(), "pins"));
        }
        return o;
    }
    /// "rotations": {joint: [x, y, z]}, "translation": [x, y, z]; both may be left out.
    void pose(JointSet& joints, bool& place, body::Pose& pose) {
        if (const json* turns = find("rotations", true)) {
            if (!turns->is_object()) fault("rotations", "must be an object of joints");
            else
                for (const auto& [name, v] : turns->items()) {
                    const auto j = std::size_t(body::index(jointOf(name, "rotations")));
                    joints.set(j);
                    pose.axisAngleRad[j] = vectorOf<3>(v, "rotations");
                }
        }
        place = has("translation");
        if (place) pose.translationM = vector<3>("translation");
    }
    std::optional<track::Landmarks> landmarks() {
        const json* v = find("landmarks", true);
        if (!v) return std::nullopt;
        track::Landmarks l;
        const auto list = [&](const char* key) -> const json* {
            if (v->is_object() && v->contains(key) && (*v)[key].is_array() && (*v)[key].size() == track::kLandmarkCount) return &(*v)[key];
            fault("landmarks", "needs 33 of \"" + std::string(key) + "\"");
            return nullptr;
        };
        const json *px = list("px"), *world = list("world_m"), *visibility = list("visibility"), *presence = list("presence");
        if (!px || !world || !visibility || !presence) return std::nullopt;
        if (v->contains("score")) l.score = float(numberOf((*v)["score"], "landmarks"));
        for (std::size_t k = 0; k < track::kLandmarkCount; ++k) {
            l.px[k] = vectorOf<2>((*px)[k], "landmarks").cast<float>();
            l.worldM[k] = vectorOf<3>((*world)[k], "landmarks").cast<float>();
            l.visibility[k] = float(numberOf((*visibility)[k], "landmarks"));
            l.presence[k] = float(numberOf((*presence)[k], "landmarks"));
        }
        return l;
    }
    bool isNull(const char* key) { return has(key) && object_[key].is_null(); }

    void fault(const std::string& key, const std::string& what) {
        if (fault_.empty()) fault_ = "\"" + key + "\" " + what;
    }
    Result<void> finish() {
        for (const auto& [key, v] : object_.items())
            if (!used_.contains(key)) fault(key.substr(0, 40), "is not a parameter of this edit");
        if (!fault_.empty()) return fail(ErrorCode::InvalidInput, fault_);
        return {};
    }

  private:
    const json* find(const char* key, bool optional) {
        used_.insert(key);
        const auto it = object_.find(key);
        if (it != object_.end()) return &*it;
        if (!optional) fault(key, "is missing");
        return nullptr;
    }
    double numberOf(const json& v, const char* key) {
        if (v.is_number()) return v.get<double>();
        fault(key, "must be a number");
        return 0;
    }
    std::int64_t integerOf(const json& v, const char* key) {
        constexpr double kMost = 9007199254740992.0;
        const double d = numberOf(v, key);
        if (d == std::floor(d) && std::abs(d) < kMost) return std::int64_t(d);
        fault(key, "must be a whole number");
        return 0;
    }
    template <int N>
    Eigen::Matrix<double, N, 1> vectorOf(const json& v, const char* key) {
        Eigen::Matrix<double, N, 1> out = Eigen::Matrix<double, N, 1>::Zero();
        if (!v.is_array() || v.size() != N) fault(key, "must be " + std::to_string(N) + " numbers");
        else
            for (int i = 0; i < N; ++i) out[i] = numberOf(v[std::size_t(i)], key);
        return out;
    }
    body::Joint jointOf(const std::string& name, const char* key) {
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            if (body::kJointNames[j] == name) return body::Joint(j);
        fault(key, "has an unknown joint: " + json(name.substr(0, 40)).dump(-1, ' ', true, json::error_handler_t::replace));
        return body::Joint::Pelvis;
    }

    const json& object_;
    std::set<std::string> used_;
    std::string fault_;
};

template <class Kind>
Kind oneOf(Entry& e, const char* key, std::initializer_list<std::pair<const char*, Kind>> names, Kind otherwise) {
    if (!e.has(key)) return otherwise;
    const std::string name = e.string(key);
    std::string known;
    for (const auto& [n, kind] : names) {
        if (name == n) return kind;
        known += (known.empty() ? "" : ", ") + std::string(n);
    }
    e.fault(key, "must be one of " + known);
    return otherwise;
}

using Read = std::function<Result<Command>(Entry&, const ScriptStore&)>;

Read tool(std::function<Result<ToolKind>(Entry&, const ScriptStore&)> kind, double edgeSec) {
    return [kind = std::move(kind), edgeSec](Entry& e, const ScriptStore& store) -> Result<Command> {
        AddTool c{e.person(), {e.frames(), e.joints(), e.flag("place", false), e.number("edge_sec", edgeSec), {}}};
        auto k = kind(e, store);
        if (!k) return fail(k.error());
        c.tool.kind = std::move(*k);
        return c;
    };
}

SmoothTool smoothTool(Entry& e) {
    using Filter = SmoothTool::Filter;
    SmoothTool t;
    t.filter = oneOf<Filter>(e, "filter", {{"one_euro", Filter::OneEuro}, {"butterworth", Filter::Butterworth}, {"savitzky_golay", Filter::SavitzkyGolay}}, t.filter);
    t.cutoffHz = e.number("cutoff_hz");
    const double order = e.number("order", t.order);
    if (order == 2 || order == 4) t.order = int(order);
    else e.fault("order", "must be 2 or 4");
    t.speedGain = e.number("speed_gain", t.speedGain);
    t.keepImpacts = e.flag("keep_impacts", t.keepImpacts);
    return t;
}

template <class Fill>
Read posed(Fill fill) {
    return [fill](Entry& e, const ScriptStore&) -> Result<Command> {
        JointSet joints;
        bool place = false;
        body::Pose pose;
        e.pose(joints, place, pose);
        return fill(e, joints, place, pose);
    };
}

const std::map<std::string, Read>& readers() {
    using S = const ScriptStore&;
    using C = Result<Command>;
    static const std::map<std::string, Read> all = {
        {"merge_tracks", [](Entry& e, S) -> C { return MergeTracks{e.person("kept"), e.person("other")}; }},
        {"split_track", [](Entry& e, S) -> C { return SplitTrack{e.person(), e.frame()}; }},
        {"swap_tracks", [](Entry& e, S) -> C { return SwapTracks{e.person("a"), e.person("b"), e.frame()}; }},
        {"set_box", [](Entry& e, S) -> C {
             const auto b = e.vector<4>("box");
             return SetBox{e.person(), e.frame(), {b[0], b[1], b[2], b[3]}, e.landmarks()};
         }},
        {"remove_track", [](Entry& e, S) -> C { return RemoveTrack{e.person()}; }},
        {"rename_person", [](Entry& e, S) -> C { return RenamePerson{e.person(), e.string("name")}; }},
        {"commit_solve", [](Entry& e, S store) -> C {
             auto solve = store.solve(e.string("solve"));
             if (!solve) return fail(solve.error());
             return *solve;
         }},
        {"adjust_ground", [](Entry& e, S) -> C { return AdjustGround{e.number("pitch_rad", 0), e.number("roll_rad", 0), e.number("height_m", 0)}; }},
        {"set_focal", [](Entry& e, S) -> C { return SetFocal{e.isNull("focal_px") ? std::nullopt : std::optional<double>(e.number("focal_px"))}; }},
        {"set_fix", posed([](Entry& e, const JointSet& joints, bool place, const body::Pose& pose) -> C {
             return SetFix{e.person(), e.frame(), joints, place, pose, e.has("reach_sec") ? std::optional<Falloff>(e.reach()) : std::nullopt};
         })},
        {"paste_pose", posed([](Entry& e, const JointSet& joints, bool place, const body::Pose& pose) -> C { return PastePose{e.person(), e.frame(), joints, place, pose}; })},
        {"remove_fix", [](Entry& e, S) -> C { return RemoveFix{e.person(), e.frame(), e.joints(), e.flag("place", true)}; }},
        {"set_reach", [](Entry& e, S) -> C { return SetFalloff{e.person(), e.frame(), e.reach()}; }},
        {"move_root", [](Entry& e, S) -> C { return MoveRoot{e.person(), e.frame(), e.vector<3>("translation")}; }},
        {"drag_joint_3d", [](Entry& e, S) -> C { return DragJoint3d{e.person(), e.frame(), e.joint("joint"), e.vector<3>("target"), e.options()}; }},
        {"drag_joint_2d", [](Entry& e, S) -> C { return DragJoint2d{e.person(), e.frame(), e.joint("joint"), e.vector<2>("px"), e.options()}; }},
        {"mirror_pose", [](Entry& e, S) -> C { return MirrorPose{e.person(), e.frame(), e.joints()}; }},
        {"pose_from_video", [](Entry& e, S) -> C { return PoseFromVideo{e.person(), e.frame(), e.joints(), e.flag("place", true)}; }},
        {"swap_left_right", [](Entry& e, S) -> C { return SwapLeftRight{e.person(), e.frame(), e.joints()}; }},
        {"copy_pose", [](Entry& e, S) -> C {
             return CopyPose{e.person(), e.frame(), e.has("from_person") ? e.person("from_person") : e.person(), e.frame("from_frame"), e.joints(), e.flag("place", false)};
         }},
        {"remove_tool", [](Entry& e, S) -> C {
             const auto index = e.integer("index");
             if (index < 0) e.fault("index", "must be 0 or more");
             return RemoveTool{e.person(), std::size_t(std::max<std::int64_t>(0, index))};
         }},
        {"reset_to_raw", [](Entry& e, S) -> C { return ResetToRaw{e.person(), e.frames(), e.joints(), e.flag("place", true)}; }},
        {"propagate", [](Entry& e, S) -> C { return PropagateFixes{e.person(), std::nullopt}; }},
        {"set_marker", [](Entry& e, S) -> C { return SetMarker{e.frame(), e.string("note", "")}; }},
        {"remove_marker", [](Entry& e, S) -> C { return RemoveMarker{e.frame()}; }},
        {"accept_frames", [](Entry& e, S) -> C { return AcceptFrames{e.person(), e.frames(), e.number("severity", 1)}; }},
        {"take_back_acceptance", [](Entry& e, S) -> C { return TakeBackAcceptance{e.person(), e.frames()}; }},
        {"set_trajectory_pin", [](Entry& e, S) -> C {
             return SetTrajectoryPin{e.person(), {e.frame(), e.vector<3>("pelvis"), e.number("softness_m", 0), e.flag("height_too", true)}};
         }},
        {"remove_trajectory_pin", [](Entry& e, S) -> C { return RemoveTrajectoryPin{e.person(), e.frame()}; }},
        {"set_contact", [](Entry& e, S) -> C { return SetContact{e.person(), {e.footPoint(), e.frames(), e.flag("stands", true)}}; }},
        {"clear_contacts", [](Entry& e, S) -> C { return ClearContacts{e.person(), e.frames(), e.has("point") ? std::optional<int>(e.footPoint()) : std::nullopt}; }},
        {"draw_floor_line", [](Entry& e, S) -> C { return DrawFloorLine{e.person(), e.vectors<2>("points")}; }},
        {"close_loop", [](Entry& e, S) -> C { return CloseLoop{e.person(), e.flag("closes", true)}; }},
        {"set_floor_height", [](Entry& e, S) -> C { return SetFloorHeight{e.person(), e.number("height_m", 0), e.flag("level", true)}; }},
        {"put_trajectory", [](Entry& e, S store) -> C { return e.ways(store); }},
        {"solve_trajectory", [](Entry& e, S) -> C {
             SolveTrajectories c{e.has("person") ? std::optional<PersonId>(e.person()) : std::nullopt, {e.string("solver", std::string()), int(e.number("steps", 100)), 0}};
             if (e.has("seed")) c.how.seed = std::uint64_t(std::max<std::int64_t>(0, e.integer("seed")));
             return c;
         }},
        {"interpolate", tool([](Entry& e, S) -> Result<ToolKind> {
             using Curve = InterpolateTool::Curve;
             return InterpolateTool{oneOf<Curve>(e, "curve", {{"slerp", Curve::Slerp}, {"bezier", Curve::Bezier}}, Curve::Bezier)};
         }, 0)},
        {"hold", tool([](Entry& e, S) -> Result<ToolKind> { return HoldTool{e.frame("from")}; }, 0.1)},
        {"time_offset", tool([](Entry& e, S) -> Result<ToolKind> { return TimeOffsetTool{e.number("offset_sec")}; }, 0.1)},
        {"smooth", tool([](Entry& e, S) -> Result<ToolKind> { return smoothTool(e); }, 0.1)},
        {"repair_outliers", tool([](Entry& e, S) -> Result<ToolKind> {
             return RepairTool{e.number("window_sec", RepairTool().windowSec), e.number("sigmas", RepairTool().sigmas)};
         }, 0)},
        {"take_from", tool([](Entry& e, S store) -> Result<ToolKind> {
             auto clip = store.clip(e.string("clip"));
             if (!clip) return fail(clip.error());
             return TakeFromTool{*clip};
         }, 0.1)},
        {"swap_sides", tool([](Entry&, S) -> Result<ToolKind> { return SwapSidesTool{}; }, 0)},
        {"reset", tool([](Entry&, S) -> Result<ToolKind> { return ResetTool{}; }, 0.1)},
    };
    return all;
}

/// Its name in messages, cut short: scripts are anybody's.
std::string kindOf(const json& entry) {
    const auto it = entry.is_object() ? entry.find("edit") : entry.end();
    return entry.is_object() && it != entry.end() && it->is_string() ? it->get<std::string>().substr(0, 40) : std::string();
}

Result<Command> read(const json& entry, const ScriptStore& store) {
    if (!entry.is_object()) return fail(ErrorCode::InvalidInput, "an entry must be an object");
    const std::string kind = kindOf(entry);
    if (kind.empty()) return fail(ErrorCode::InvalidInput, "\"edit\" must name a kind of edit");
    const auto reader = readers().find(kind);
    if (reader == readers().end()) return fail(ErrorCode::InvalidInput, "there is no such edit");
    Entry e(entry);
    auto command = reader->second(e, store);
    if (auto ok = e.finish(); !ok) return fail(ok.error());
    return command;
}

Error numbered(Error error, std::size_t index, const std::string& kind) {
    error.detail = "entry " + std::to_string(index + 1) + (kind.empty() ? "" : " (" + kind + ")") + ": " + error.detail;
    return error;
}

json parsed(std::string_view text) { return json::parse(text.begin(), text.end(), nullptr, false); }

}  // namespace

Result<std::shared_ptr<const body::MotionClip>> ScriptStore::clip(const std::string& name) const {
    return fail(ErrorCode::InvalidInput, "there is no take \"" + name.substr(0, 80) + "\"");
}
Result<command::CommitSolve> ScriptStore::solve(const std::string& name) const {
    return fail(ErrorCode::InvalidInput, "there is no solve \"" + name.substr(0, 80) + "\"");
}
Result<std::string> ScriptStore::keep(const std::shared_ptr<const body::MotionClip>&) { return fail(ErrorCode::UnsupportedFormat, "a script cannot hold a take"); }
Result<std::shared_ptr<const SolvedTrajectory>> ScriptStore::trajectory(const std::string& name) const {
    return fail(ErrorCode::InvalidInput, "there is no trajectory \"" + name.substr(0, 80) + "\"");
}
Result<std::string> ScriptStore::keep(const std::shared_ptr<const SolvedTrajectory>&) { return fail(ErrorCode::UnsupportedFormat, "a script cannot hold a trajectory"); }
Result<std::string> ScriptStore::keep(const command::CommitSolve&) { return fail(ErrorCode::UnsupportedFormat, "a script cannot hold a solve"); }

Result<Command> readEntry(std::string_view text, const ScriptStore& store) {
    const json entry = parsed(text);
    if (entry.is_discarded()) return fail(ErrorCode::InvalidInput, "the entry is not JSON");
    return read(entry, store);
}

Result<std::vector<Command>> readScript(std::string_view text, const ScriptStore& store) {
    const json script = parsed(text);
    if (script.is_discarded()) return fail(ErrorCode::InvalidInput, "the script is not JSON");
    if (script.is_object()) {
        const auto version = script.find("ropetp_edits");
        if (version == script.end() || !version->is_number_integer()) return fail(ErrorCode::InvalidInput, "the script does not say \"ropetp_edits\": 1");
        if (*version != 1) return fail(ErrorCode::UnsupportedFormat, "the script is of another version");
    }
    const json* entries = script.is_array() ? &script : script.is_object() && script.contains("edits") ? &script["edits"] : nullptr;
    if (!entries || !entries->is_array()) return fail(ErrorCode::InvalidInput, "the script has no list of edits");
    std::vector<Command> commands;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        auto command = read((*entries)[i], store);
        if (!command) return fail(numbered(command.error(), i, kindOf((*entries)[i])));
        commands.push_back(std::move(*command));
    }
    return commands;
}

Result<ChangeSet> applyCommands(Scene& scene, std::span<const Command> commands) {
    Scene edited = scene;   // a copy of pointers
    ChangeSet all;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const auto change = makeEdit(commands[i])->apply(edited);
        if (!change) return fail(numbered(change.error(), i, commandName(commands[i])));
        all |= *change;
    }
    scene = std::move(edited);
    return all;
}

Result<ChangeSet> applyScript(Scene& scene, std::string_view text, const ScriptStore& store) {
    const auto commands = readScript(text, store);
    if (!commands) return fail(commands.error());
    return applyCommands(scene, *commands);
}

}  // namespace ropetp::edit
