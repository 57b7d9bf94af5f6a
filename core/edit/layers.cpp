#include "edit/layers.h"

#include "edit/scene.h"

#include <algorithm>
#include <bit>

namespace ropetp::edit {
namespace {

/// A tool changes nothing on the frames at which a fix holds this joint.
bool guarded(const PersonLayers& layers, FrameIndex frame, int joint) {
    const Fix* fix = layers.findFix(frame);
    return fix && (joint < 0 ? fix->place : fix->joints[std::size_t(joint)]);
}

/// What acts where, worked out once for many frames.
class Map {
  public:
    explicit Map(const PersonLayers& layers) : layers_(layers) {
        if (!layers.raw || layers.raw->frames.empty()) return;
        for (const FixCluster& c : fixClusters(layers)) clusters_.push_back({c.range, c.joints(), c.place()});
        for (const RangeTool& t : layers.tools) reaches_.push_back(reachOf(t, *layers.raw));
    }
    Provenance at(FrameIndex frame, int joint) const {
        if (!layers_.raw || layers_.raw->find(frame) < 0) return Provenance::Raw;
        if (guarded(layers_, frame, joint)) return Provenance::Fixed;
        for (std::size_t k = reaches_.size(); k-- > 0;) {
            const RangeTool& tool = layers_.tools[k];
            if (!reaches_[k].contains(frame) || !(joint < 0 ? tool.place : tool.joints[std::size_t(joint)])) continue;
            // At its edges a reset only fades into the raw solve.
            if (std::holds_alternative<ResetTool>(tool.kind) && tool.range.contains(frame)) return Provenance::Raw;
            return Provenance::Filtered;
        }
        for (const Cluster& c : clusters_)
            if (c.range.contains(frame) && (joint < 0 ? c.place : c.joints[std::size_t(joint)])) return Provenance::Propagated;
        return Provenance::Raw;
    }

  private:
    struct Cluster {
        FrameRange range;
        JointSet joints;
        bool place;
    };
    const PersonLayers& layers_;
    std::vector<Cluster> clusters_;
    std::vector<FrameRange> reaches_;
};

}  // namespace

bool Fix::operator==(const Fix& o) const {
    return frame == o.frame && joints == o.joints && place == o.place && falloff == o.falloff &&
           poseInCam.axisAngleRad == o.poseInCam.axisAngleRad && poseInCam.translationM == o.poseInCam.translationM;
}

const Fix* PersonLayers::findFix(FrameIndex frame) const {
    const auto it = std::lower_bound(fixes.begin(), fixes.end(), frame, [](const Fix& f, FrameIndex at) { return f.frame < at; });
    return it != fixes.end() && it->frame == frame ? &*it : nullptr;
}

JointSet FixCluster::joints() const {
    JointSet all;
    for (const Fix& f : fixes) all |= f.joints;
    return all;
}

bool FixCluster::place() const {
    return std::any_of(fixes.begin(), fixes.end(), [](const Fix& f) { return f.place; });
}

std::vector<FixCluster> fixClusters(const PersonLayers& layers) {
    std::vector<FixCluster> clusters;
    if (!layers.raw) return clusters;
    const auto& frames = layers.raw->frames;
    for (const Fix& fix : layers.fixes) {
        const auto at = layers.raw->find(fix.frame);
        if (at < 0) continue;
        std::size_t first = std::size_t(at), end = first + 1;
        const double t = frames[first].ptsSec;
        while (first > 0 && t - frames[first - 1].ptsSec < fix.falloff.beforeSec) --first;
        while (end < frames.size() && frames[end].ptsSec - t < fix.falloff.afterSec) ++end;
        FrameRange range{frames[first].frame, frames[end - 1].frame.next()};
        FixCluster next{range, {fix}};
        // A later fix may reach back beyond an earlier one.
        while (!clusters.empty() && clusters.back().range.end >= next.range.first) {
            FixCluster& last = clusters.back();
            next.range = {std::min(last.range.first, next.range.first), std::max(last.range.end, next.range.end)};
            next.fixes.insert(next.fixes.begin(), last.fixes.begin(), last.fixes.end());
            clusters.pop_back();
        }
        clusters.push_back(std::move(next));
    }
    return clusters;
}

const Propagation* propagationOf(const PersonLayers& layers, const FixCluster& cluster) {
    for (const auto& p : layers.propagated)
        if (p && p->range == cluster.range && p->fixes == cluster.fixes && p->rawHash == hashOfFrames(*layers.raw, cluster.range)) return p.get();
    return nullptr;
}

std::uint64_t hashOfFrames(const body::MotionClip& clip, FrameRange range) {
    std::uint64_t hash = 14695981039346656037ull;   // FNV-1a, a word at a time
    const auto add = [&](double v) { hash = (hash ^ std::bit_cast<std::uint64_t>(v)) * 1099511628211ull; };
    for (FrameIndex f = range.first; f < range.end; f = f.next()) {
        const auto i = clip.find(f);
        if (i < 0) continue;
        const body::MotionFrame& frame = clip.frames[std::size_t(i)];
        add(frame.ptsSec);
        for (const auto& a : frame.poseInCam.axisAngleRad)
            for (int c = 0; c < 3; ++c) add(a[c]);
        for (int c = 0; c < 3; ++c) add(frame.poseInCam.translationM[c]);
    }
    return hash;
}

FrameRange framesIn(const body::MotionClip& clip, FrameRange range) {
    if (clip.frames.empty()) return {};
    const FrameRange inside{std::max(range.first, clip.frames.front().frame), std::min(range.end, clip.frames.back().frame.next())};
    return inside.size() > 0 ? inside : FrameRange{};
}

const SolvedTrajectory* trajectoryOver(const PersonLayers& layers) {
    const SolvedTrajectory* t = layers.solvedTrajectory.get();
    if (!t || !layers.raw) return nullptr;
    const std::size_t n = layers.raw->frames.size();
    const bool fits = t->poseInCam.size() == n && t->poseInWorld.size() == n && t->contacts.size() == n && (t->camFromWorld.size() == 1 || t->camFromWorld.size() == n);
    return fits ? t : nullptr;
}

bool isTrajectoryUpToDate(const PersonLayers& layers, const body::MotionClip& clip) {
    const SolvedTrajectory* t = trajectoryOver(layers);
    if (!t || t->edits != layers.trajectory || clip.frames.size() != t->poseInCam.size()) return false;
    for (std::size_t i = 0; i < clip.frames.size(); ++i)
        if (clip.frames[i].poseInCam.axisAngleRad != t->poseInCam[i].axisAngleRad || clip.frames[i].poseInCam.translationM != t->poseInCam[i].translationM) return false;
    return true;
}

std::optional<bool> saidContact(const TrajectoryEdits& edits, int point, FrameIndex frame) {
    for (const ContactSpan& c : edits.contacts)
        if (c.point == point && c.range.contains(frame)) return c.stands;
    return std::nullopt;
}

Provenance provenanceOf(const PersonLayers& layers, FrameIndex frame, int joint) { return Map(layers).at(frame, joint); }

std::vector<Provenance> provenanceOf(const PersonLayers& layers, FrameRange range, const JointSet& joints) {
    const Map map(layers);
    std::vector<Provenance> out;
    for (FrameIndex f = range.first; f < range.end; f = f.next()) {
        Provenance strongest = Provenance::Raw;
        for (int j = 0; j < body::kJointCount; ++j)
            if (joints[std::size_t(j)]) strongest = std::max(strongest, map.at(f, j));
        out.push_back(strongest);
    }
    return out;
}

std::shared_ptr<const PersonLayers> layersOf(const Scene& scene, PersonId person) {
    if (const auto it = scene.layers.find(person); it != scene.layers.end() && it->second) return it->second;
    const auto clip = scene.clips.find(person);
    if (clip == scene.clips.end() || !clip->second) return nullptr;
    auto layers = std::make_shared<PersonLayers>();
    layers->raw = clip->second;
    return layers;
}

}  // namespace ropetp::edit
