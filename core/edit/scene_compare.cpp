#include "edit/scene_compare.h"

#include <algorithm>

namespace ropetp::edit {
namespace {

std::string person(PersonId id) { return "person " + std::to_string(id.value); }
std::string frame(FrameIndex f) { return "frame " + std::to_string(f.value); }

bool same(const track::Box& a, const track::Box& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

bool same(const std::optional<track::Landmarks>& a, const std::optional<track::Landmarks>& b) {
    if (a.has_value() != b.has_value()) return false;
    return !a || (a->score == b->score && a->px == b->px && a->worldM == b->worldM &&
                  a->visibility == b->visibility && a->presence == b->presence);
}

bool same(const body::Pose& a, const body::Pose& b) {
    return a.axisAngleRad == b.axisAngleRad && a.translationM == b.translationM;
}

bool same(const media::VideoInfo& a, const media::VideoInfo& b) {
    return a.path == b.path && a.container == b.container && a.codec == b.codec && a.pixelFormat == b.pixelFormat &&
           a.width == b.width && a.height == b.height && a.rotationDeg == b.rotationDeg && a.fps == b.fps &&
           a.variableFrameRate == b.variableFrameRate && a.durationSec == b.durationSec && a.focalPx == b.focalPx &&
           a.ptsSec == b.ptsSec && a.warnings == b.warnings && a.damagedFrames == b.damagedFrames;
}

bool same(const PinholeCamera& a, const PinholeCamera& b) {
    return a.fx == b.fx && a.fy == b.fy && a.cx == b.cx && a.cy == b.cy && a.width == b.width && a.height == b.height;
}

std::string difference(const track::Observation& a, const track::Observation& b) {
    if (!same(a.box, b.box)) return "box";
    if (a.boxScore != b.boxScore) return "box score";
    if (a.userBox != b.userBox) return "user box";
    if (!same(a.landmarks, b.landmarks)) return "landmarks";
    return {};
}

std::string difference(const body::MotionFrame& a, const body::MotionFrame& b) {
    if (a.frame != b.frame || a.ptsSec != b.ptsSec) return "time";
    if (!same(a.poseInCam, b.poseInCam)) return "pose in camera";
    if (!same(a.poseInWorld, b.poseInWorld)) return "pose in world";
    if (a.confidence != b.confidence) return "confidence";
    if (a.contacts != b.contacts) return "contacts";
    if (a.visible != b.visible) return "visible";
    return {};
}

bool same(const Propagation& a, const Propagation& b) {
    return a.range == b.range && a.joints == b.joints && a.place == b.place && a.confidence == b.confidence && a.fixes == b.fixes && a.rawHash == b.rawHash &&
           std::equal(a.poseInCam.begin(), a.poseInCam.end(), b.poseInCam.begin(), b.poseInCam.end(), [](const auto& p, const auto& q) { return same(p, q); });
}

bool same(const SolvedTrajectory& a, const SolvedTrajectory& b) {
    const auto samePoses = [](const auto& x, const auto& y) { return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& p, const auto& q) { return same(p, q); }); };
    return a.edits == b.edits && a.solver == b.solver && a.contacts == b.contacts && samePoses(a.poseInCam, b.poseInCam) && samePoses(a.poseInWorld, b.poseInWorld) &&
           std::equal(a.camFromWorld.begin(), a.camFromWorld.end(), b.camFromWorld.begin(), b.camFromWorld.end(), [](const auto& p, const auto& q) { return p.matrix() == q.matrix(); });
}

bool same(const ToolKind& a, const ToolKind& b) {
    if (a.index() != b.index()) return false;
    if (const auto* x = std::get_if<InterpolateTool>(&a)) return x->curve == std::get<InterpolateTool>(b).curve;
    if (const auto* x = std::get_if<HoldTool>(&a)) return x->from == std::get<HoldTool>(b).from;
    if (const auto* x = std::get_if<TimeOffsetTool>(&a)) return x->offsetSec == std::get<TimeOffsetTool>(b).offsetSec;
    if (const auto* x = std::get_if<RepairTool>(&a)) return x->windowSec == std::get<RepairTool>(b).windowSec && x->sigmas == std::get<RepairTool>(b).sigmas;
    if (const auto* x = std::get_if<SmoothTool>(&a)) {
        const auto& y = std::get<SmoothTool>(b);
        return x->filter == y.filter && x->cutoffHz == y.cutoffHz && x->order == y.order && x->speedGain == y.speedGain && x->keepImpacts == y.keepImpacts;
    }
    if (const auto* x = std::get_if<TakeFromTool>(&a)) {
        const auto& y = std::get<TakeFromTool>(b);
        return x->clip == y.clip || (x->clip && y.clip && firstDifference(*x->clip, *y.clip).empty());
    }
    return true;   // without parameters
}

}  // namespace

std::string firstDifference(const PersonLayers& a, const PersonLayers& b) {
    if (bool(a.raw) != bool(b.raw)) return "raw solve";
    if (a.raw && a.raw != b.raw)
        if (const auto d = firstDifference(*a.raw, *b.raw); !d.empty()) return "raw solve: " + d;
    if (a.fixes.size() != b.fixes.size()) return "number of fixes";
    for (std::size_t i = 0; i < a.fixes.size(); ++i)
        if (!(a.fixes[i] == b.fixes[i])) return "fix of " + frame(std::min(a.fixes[i].frame, b.fixes[i].frame));
    if (a.propagated.size() != b.propagated.size()) return "number of propagated stretches";
    for (std::size_t i = 0; i < a.propagated.size(); ++i)
        if (a.propagated[i] != b.propagated[i] && !same(*a.propagated[i], *b.propagated[i])) return "propagated from " + frame(a.propagated[i]->range.first);
    if (a.tools.size() != b.tools.size()) return "number of range tools";
    for (std::size_t i = 0; i < a.tools.size(); ++i) {
        const RangeTool &x = a.tools[i], &y = b.tools[i];
        if (x.range != y.range || x.joints != y.joints || x.place != y.place || x.edgeSec != y.edgeSec || !same(x.kind, y.kind))
            return "range tool " + std::to_string(i);
    }
    if (a.trajectory != b.trajectory) return "trajectory edits";
    if (bool(a.solvedTrajectory) != bool(b.solvedTrajectory) || (a.solvedTrajectory != b.solvedTrajectory && !same(*a.solvedTrajectory, *b.solvedTrajectory)))
        return "solved trajectory";
    return {};
}

std::string firstDifference(const track::TrackSet& a, const track::TrackSet& b) {
    if (a.cuts != b.cuts) return "cuts";
    if (a.persons.size() != b.persons.size()) return "number of persons";
    for (std::size_t i = 0; i < a.persons.size(); ++i) {
        const auto& p = a.persons[i];
        const auto& q = b.persons[i];
        if (p.id != q.id) return person(p.id) + " against " + person(q.id);
        if (p.name != q.name) return person(p.id) + ": name";
        if (p.observations.size() != q.observations.size()) return person(p.id) + ": number of frames";
        for (auto x = p.observations.begin(), y = q.observations.begin(); x != p.observations.end(); ++x, ++y) {
            if (x->first != y->first) return person(p.id) + ": " + frame(std::min(x->first, y->first));
            if (const auto d = difference(x->second, y->second); !d.empty())
                return person(p.id) + ", " + frame(x->first) + ": " + d;
        }
    }
    return {};
}

std::string firstDifference(const body::MotionClip& a, const body::MotionClip& b) {
    if (a.person != b.person) return "person";
    if (a.betas != b.betas) return "betas";
    if (a.fps != b.fps) return "frame rate";
    if (!same(a.camera, b.camera)) return "camera";
    if (a.cameraKind != b.cameraKind) return "kind of camera";
    if (a.measuredCameraM != b.measuredCameraM) return "measured camera";
    if (a.bodyModel != b.bodyModel) return "body model";
    if (a.source != b.source) return "source";
    if (a.camFromWorld.size() != b.camFromWorld.size()) return "number of camera poses";
    for (std::size_t i = 0; i < a.camFromWorld.size(); ++i)
        if (a.camFromWorld[i].matrix() != b.camFromWorld[i].matrix()) return "camera pose " + std::to_string(i);
    if (a.frames.size() != b.frames.size()) return "number of frames";
    for (std::size_t i = 0; i < a.frames.size(); ++i)
        if (const auto d = difference(a.frames[i], b.frames[i]); !d.empty()) return frame(a.frames[i].frame) + ": " + d;
    return {};
}

std::string firstDifference(const Scene& a, const Scene& b) {
    if (bool(a.video) != bool(b.video) || (a.video && a.video != b.video && !same(*a.video, *b.video))) return "video";
    if (bool(a.tracks) != bool(b.tracks)) return "tracks";
    if (a.tracks && a.tracks != b.tracks)
        if (const auto d = firstDifference(*a.tracks, *b.tracks); !d.empty()) return "tracks: " + d;
    if (a.clips.size() != b.clips.size()) return "number of clips";
    for (auto x = a.clips.begin(), y = b.clips.begin(); x != a.clips.end(); ++x, ++y) {
        if (x->first != y->first) return "clip of " + person(std::min(x->first, y->first));
        if (bool(x->second) != bool(y->second)) return "clip of " + person(x->first);
        if (x->second && x->second != y->second)
            if (const auto d = firstDifference(*x->second, *y->second); !d.empty())
                return "clip of " + person(x->first) + ": " + d;
    }
    if (a.layers.size() != b.layers.size()) return "number of persons with layers";
    for (auto x = a.layers.begin(), y = b.layers.begin(); x != a.layers.end(); ++x, ++y) {
        if (x->first != y->first) return "layers of " + person(std::min(x->first, y->first));
        if (bool(x->second) != bool(y->second)) return "layers of " + person(x->first);
        if (x->second && x->second != y->second)
            if (const auto d = firstDifference(*x->second, *y->second); !d.empty()) return "layers of " + person(x->first) + ": " + d;
    }
    if (a.body != b.body) return "body model";
    if (a.userFocalPx != b.userFocalPx) return "focal length";
    const auto& g = a.ground;
    const auto& h = b.ground;
    if (g.upInCam != h.upInCam || g.offsetM != h.offsetM || g.confidence != h.confidence || g.userSet != h.userSet ||
        g.pivotInCam != h.pivotInCam)
        return "ground";
    if (a.groundPitchRad != b.groundPitchRad || a.groundRollRad != b.groundRollRad || a.groundHeightM != b.groundHeightM)
        return "ground adjustment";
    if (!std::equal(a.notices.begin(), a.notices.end(), b.notices.begin(), b.notices.end(),
                    [](const Notice& m, const Notice& n) { return m.kind == n.kind && m.detail == n.detail; }))
        return "notices";
    if (a.markers != b.markers) return "markers";
    if (a.accepted != b.accepted) return "accepted frames";
    return {};
}

}  // namespace ropetp::edit
