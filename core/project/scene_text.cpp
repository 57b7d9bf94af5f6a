#include "project/scene_text.h"

#include "body/mannequin.h"
#include "edit/compose.h"
#include "project/layer_parts_p.h"

namespace ropetp::project {
namespace {

constexpr const char* kNoticeKinds[] = {"camera-moves", "person-lost", "ground-uncertain", "damaged-frames", "cut", "camera-uncertain"};
/// Of a person's clip; names of objects are different.
constexpr const char *kComposed = "composed", *kNone = "none";

template <class T>
json nameOf(const std::shared_ptr<const T>& p, ObjectSink& sink) { return p ? json(need(sink.put(p))) : json(); }

json layersJson(const edit::PersonLayers& l, ObjectSink& sink) {
    json propagated = json::array();
    for (const auto& p : l.propagated)
        if (p) propagated.push_back(nameOf(p, sink));
    return {{"raw", nameOf(l.raw, sink)}, {"fixes", fixesJson(l.fixes)}, {"propagated", propagated}, {"tools", toolsJson(l.tools, sink)},
            {"trajectory", trajectoryJson(l.trajectory)}, {"solved_trajectory", nameOf(l.solvedTrajectory, sink)}};
}

std::shared_ptr<const edit::PersonLayers> layersOf(const json& object, ObjectSource& source) {
    auto l = std::make_shared<edit::PersonLayers>();
    if (optionalMember(object, "raw")) l->raw = objectOf<body::MotionClip>(text(object, "raw"), source);
    l->fixes = fixesOf(list(object, "fixes"));
    for (const json& name : list(object, "propagated")) l->propagated.push_back(objectOf<edit::Propagation>(asText(name, "propagated"), source));
    l->tools = toolsOf(list(object, "tools"), source);
    l->trajectory = trajectoryOf(member(object, "trajectory"));
    if (optionalMember(object, "solved_trajectory")) l->solvedTrajectory = objectOf<edit::SolvedTrajectory>(text(object, "solved_trajectory"), source);
    return l;
}

json sceneJson(const edit::Scene& s, ObjectSink& sink) {
    json persons = json::array(), notices = json::array(), markers = json::array(), accepted = json::array();
    std::map<PersonId, json> entries;
    for (const auto& [id, layers] : s.layers)
        if (layers) entries[id] = {{"id", id.value}, {"clip", kNone}, {"layers", layersJson(*layers, sink)}};
    for (const auto& [id, clip] : s.clips) {
        if (!clip) continue;
        if (const auto it = entries.find(id); it != entries.end()) it->second["clip"] = kComposed;
        else entries[id] = {{"id", id.value}, {"clip", nameOf(clip, sink)}};
    }
    for (auto& [id, entry] : entries) persons.push_back(std::move(entry));
    for (const auto& n : s.notices) notices.push_back({{"kind", kNoticeKinds[int(n.kind)]}, {"detail", textJson(n.detail)}});
    for (const auto& m : s.markers) markers.push_back({{"frame", m.frame.value}, {"note", textJson(m.note)}});
    for (const auto& a : s.accepted) accepted.push_back({{"person", a.person.value}, {"frames", rangeJson(a.range)}, {"severity", numberJson(a.severity)}});
    const auto& g = s.ground;
    return {{"video", nameOf(s.video, sink)}, {"tracks", nameOf(s.tracks, sink)}, {"persons", persons},
            {"body", s.body ? textJson(s.body->name()) : json()}, {"focal_px", s.userFocalPx ? numberJson(*s.userFocalPx) : json()},
            {"ground", {{"up", vectorJson(g.upInCam)}, {"offset_m", numberJson(g.offsetM)}, {"confidence", numberJson(g.confidence)}, {"user_set", g.userSet}, {"pivot_m", vectorJson(g.pivotInCam)}}},
            {"ground_adjustment", {{"pitch_rad", numberJson(s.groundPitchRad)}, {"roll_rad", numberJson(s.groundRollRad)}, {"height_m", numberJson(s.groundHeightM)}}},
            {"notices", notices}, {"markers", markers}, {"accepted", accepted}};
}

std::shared_ptr<const body::BodyModel> bodyOf(const json& j, std::shared_ptr<const body::BodyModel> body) {
    if (!optionalMember(j, "body")) return nullptr;
    const std::string name = text(j, "body");
    if (!body) body = body::mannequin();
    if (body->name() != name)
        throw Broken{{ErrorCode::UnsupportedFormat, "it was made with the body \"" + name.substr(0, 80) + "\", not with \"" + body->name() + "\"", {}}};
    return body;
}

edit::Scene sceneOf(const json& j, ObjectSource& source, std::shared_ptr<const body::BodyModel> body) {
    edit::Scene s;
    if (optionalMember(j, "video")) s.video = objectOf<media::VideoInfo>(text(j, "video"), source);
    if (optionalMember(j, "tracks")) s.tracks = objectOf<track::TrackSet>(text(j, "tracks"), source);
    s.body = bodyOf(j, std::move(body));
    s.userFocalPx = optionalNumber(j, "focal_px");
    const json &g = member(j, "ground"), &adjustment = member(j, "ground_adjustment");
    s.ground = {vector<3>(g, "up"), number(g, "offset_m"), number(g, "confidence"), flag(g, "user_set"), vector<3>(g, "pivot_m")};
    s.groundPitchRad = number(adjustment, "pitch_rad");
    s.groundRollRad = number(adjustment, "roll_rad");
    s.groundHeightM = number(adjustment, "height_m");
    for (const json& n : list(j, "notices")) s.notices.push_back({oneOf<edit::Notice::Kind>(n, "kind", kNoticeKinds), text(n, "detail")});
    for (const json& m : list(j, "markers")) {
        s.markers.push_back({frame(m, "frame"), text(m, "note")});
        if (s.markers.size() > 1 && s.markers.back().frame <= s.markers[s.markers.size() - 2].frame) broken("markers are not in the order of their frames");
    }
    for (const json& a : list(j, "accepted")) s.accepted.push_back({person(a, "person"), range(a, "frames"), number(a, "severity")});
    for (const json& p : list(j, "persons")) {
        const PersonId id = person(p, "id");
        if (s.clips.contains(id) || s.layers.contains(id)) broken("a person stands there twice");
        if (optionalMember(p, "layers")) s.layers[id] = layersOf(member(p, "layers"), source);
        const std::string clip = text(p, "clip");
        if (clip == kComposed) {
            if (!s.layers.contains(id)) broken("a clip is to be composed of no layers");
            // The layers refer to frames of this clip: what does not fit is told by compose() or does nothing.
            s.clips[id] = need(edit::compose(*s.layers[id], s.body.get()));
        } else if (clip != kNone) {
            s.clips[id] = objectOf<body::MotionClip>(clip, source);
        }
    }
    for (const auto& [id, clip] : s.clips)
        if (clip->frames.empty()) broken("a clip has no frames");
    return s;
}

}  // namespace

Result<std::string> sceneText(const edit::Scene& scene, ObjectSink& sink) {
    try {
        return sceneJson(scene, sink).dump();
    } catch (const Broken& b) {
        return fail(b.error);
    } catch (const json::exception& e) {
        return fail(ErrorCode::Internal, e.what());
    }
}

Result<edit::Scene> readScene(std::string_view text, ObjectSource& source, std::shared_ptr<const body::BodyModel> body) {
    try {
        return sceneOf(parsed(text, "the scene"), source, std::move(body));
    } catch (const Broken& b) {
        return fail(b.error);
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptFile, e.what());
    }
}

}  // namespace ropetp::project
