#include "project/layer_parts_p.h"

#include "edit/edit_script.h"

#include <algorithm>

namespace ropetp::project {
namespace {

/// Scripts name takes; here the names are those of objects.
class KeepTakes final : public edit::ScriptStore {
  public:
    explicit KeepTakes(ObjectSink& sink) : sink_(sink) {}
    Result<std::string> keep(const std::shared_ptr<const body::MotionClip>& clip) override { return sink_.put(clip); }

  private:
    ObjectSink& sink_;
};

class FindTakes final : public edit::ScriptStore {
  public:
    explicit FindTakes(ObjectSource& source) : source_(source) {}
    Result<std::shared_ptr<const body::MotionClip>> clip(const std::string& name) const override {
        auto object = source_.get(name);
        if (!object) return fail(object.error());
        if (const auto* clip = std::get_if<std::shared_ptr<const body::MotionClip>>(&*object)) return *clip;
        return fail(ErrorCode::CorruptFile, "\"" + name.substr(0, 40) + "\" is not a take");
    }

  private:
    ObjectSource& source_;
};

template <class C>
C entryOf(const json& entry, const edit::ScriptStore& store, const char* what) {
    auto command = edit::readEntry(entry.dump(-1, ' ', false, json::error_handler_t::replace), store);
    if (!command) throw Broken{{ErrorCode::CorruptFile, std::string(what) + ": " + command.error().detail, {}}};
    auto* c = std::get_if<C>(&*command);
    if (!c) broken(std::string(what) + " is another kind of edit");
    return std::move(*c);
}

json entryJson(const edit::Command& command, edit::ScriptStore& store) { return json::parse(need(edit::entryText(command, store))); }

}  // namespace

json fixesJson(const std::vector<edit::Fix>& fixes) {
    json out = json::array();
    edit::ScriptStore store;
    for (const edit::Fix& f : fixes) out.push_back(entryJson(edit::command::SetFix{{}, f.frame, f.joints, f.place, f.poseInCam, f.falloff}, store));
    return out;
}

std::vector<edit::Fix> fixesOf(const json& list) {
    std::vector<edit::Fix> out;
    const edit::ScriptStore store;
    for (const json& entry : list) {
        const auto c = entryOf<edit::command::SetFix>(entry, store, "a fix");
        if (!out.empty() && c.frame <= out.back().frame) broken("fixes are not in the order of their frames");
        edit::Fix fix{c.frame, c.joints, c.place, c.poseInCam, c.falloff.value_or(edit::Falloff())};
        for (const double sec : {fix.falloff.beforeSec, fix.falloff.afterSec})
            if (!(sec >= 0 && sec <= edit::kLongestFalloffSec)) broken("a fix reaches too far");
        for (const auto& a : fix.poseInCam.axisAngleRad)
            if (!a.allFinite()) broken("a fix is not a number");
        out.push_back(std::move(fix));
    }
    return out;
}

json toolsJson(const std::vector<edit::RangeTool>& tools, ObjectSink& sink) {
    json out = json::array();
    KeepTakes store(sink);
    for (const edit::RangeTool& t : tools) out.push_back(entryJson(edit::command::AddTool{{}, t}, store));
    return out;
}

std::vector<edit::RangeTool> toolsOf(const json& list, ObjectSource& source) {
    std::vector<edit::RangeTool> out;
    const FindTakes store(source);
    for (const json& entry : list) {
        auto c = entryOf<edit::command::AddTool>(entry, store, "a range tool");
        need(edit::checkTool(c.tool).map([] { return true; }));
        out.push_back(std::move(c.tool));
    }
    return out;
}

json trajectoryJson(const edit::TrajectoryEdits& e) {
    json pins = json::array(), contacts = json::array(), line = json::array();
    for (const auto& p : e.pins) pins.push_back({{"frame", p.frame.value}, {"pelvis_m", vectorJson(p.pelvisM)}, {"softness_m", numberJson(p.softnessM)}, {"height_too", p.heightToo}});
    for (const auto& c : e.contacts) contacts.push_back({{"point", edit::kFootPointNames[std::size_t(c.point)]}, {"frames", rangeJson(c.range)}, {"stands", c.stands}});
    for (const auto& v : e.floorLineM) line.push_back(vectorJson(v));
    return {{"pins", pins}, {"contacts", contacts}, {"floor_line_m", line}, {"closes_loop", e.closesLoop}, {"level_floor", e.levelFloor}, {"floor_height_m", numberJson(e.floorHeightM)}};
}

edit::TrajectoryEdits trajectoryOf(const json& object) {
    edit::TrajectoryEdits e;
    for (const json& p : list(object, "pins")) {
        e.pins.push_back({frame(p, "frame"), vector<3>(p, "pelvis_m"), number(p, "softness_m"), flag(p, "height_too")});
        if (e.pins.size() > 1 && e.pins.back().frame <= e.pins[e.pins.size() - 2].frame) broken("pins are not in the order of their frames");
    }
    for (const json& c : list(object, "contacts")) {
        const auto point = std::find(edit::kFootPointNames.begin(), edit::kFootPointNames.end(), text(c, "point"));
        if (point == edit::kFootPointNames.end()) broken("a contact is of no foot point");
        e.contacts.push_back({int(point - edit::kFootPointNames.begin()), range(c, "frames"), flag(c, "stands")});
    }
    for (const json& v : list(object, "floor_line_m")) e.floorLineM.push_back(asVector<2>(v, "floor_line_m"));
    e.closesLoop = flag(object, "closes_loop");
    e.levelFloor = flag(object, "level_floor");
    e.floorHeightM = number(object, "floor_height_m");
    return e;
}

}  // namespace ropetp::project
