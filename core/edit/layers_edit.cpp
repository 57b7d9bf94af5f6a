#include "edit/layers_edit_p.h"

#include <algorithm>
#include <cmath>

namespace ropetp::edit {
namespace {

constexpr double kFarthestM = 1e4, kMostTurnRad = 100;

std::string at(FrameIndex frame) { return "frame " + std::to_string(frame.value); }

/// Results that no cluster of fixes asks for any more.
void dropStale(PersonLayers& layers) {
    if (!layers.raw || layers.propagated.empty()) return;
    const auto clusters = fixClusters(layers);
    std::vector<const Propagation*> used;
    for (const FixCluster& c : clusters) used.push_back(propagationOf(layers, c));
    std::erase_if(layers.propagated, [&](const auto& p) { return std::find(used.begin(), used.end(), p.get()) == used.end(); });
}

}  // namespace

Result<std::size_t> LayerContext::find(FrameIndex frame) const {
    const auto i = clip.find(frame);
    if (i < 0) return fail(ErrorCode::InvalidInput, "the person is not solved on " + at(frame));
    return std::size_t(i);
}

Result<void> joinFix(PersonLayers& layers, FrameIndex frame, const JointSet& joints, bool place, const body::Pose& poseInCam, std::optional<Falloff> falloff) {
    if (joints.none() && !place) return fail(ErrorCode::InvalidInput, "the fix holds nothing");
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (joints[j] && !(poseInCam.axisAngleRad[j].norm() <= kMostTurnRad))
            return fail(ErrorCode::InvalidInput, "the rotation of " + std::string(body::kJointNames[j]) + " on " + at(frame) + " is not a number");
    if (place && !(poseInCam.translationM.norm() <= kFarthestM)) return fail(ErrorCode::InvalidInput, "the place on " + at(frame) + " is not one");
    if (falloff)
        for (const double sec : {falloff->beforeSec, falloff->afterSec})
            if (!(sec >= 0 && sec <= kLongestFalloffSec)) return fail(ErrorCode::InvalidInput, "a fix reaches 0 to 5 seconds");
    auto it = std::lower_bound(layers.fixes.begin(), layers.fixes.end(), frame, [](const Fix& f, FrameIndex i) { return f.frame < i; });
    if (it == layers.fixes.end() || it->frame != frame) it = layers.fixes.insert(it, Fix{frame, {}, false, {}, {}});
    it->joints |= joints;
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (joints[j]) it->poseInCam.axisAngleRad[j] = poseInCam.axisAngleRad[j];
    it->place |= place;
    if (place) it->poseInCam.translationM = poseInCam.translationM;
    if (falloff) it->falloff = *falloff;
    return {};
}

LayersEdit::State LayersEdit::stateOf(const Scene& scene, PersonId person) {
    State s;
    if (const auto it = scene.layers.find(person); it != scene.layers.end()) s.layers = it->second;
    if (const auto it = scene.clips.find(person); it != scene.clips.end()) s.clip = it->second;
    return s;
}

void LayersEdit::put(Scene& scene, PersonId person, const State& state) {
    if (state.layers) scene.layers[person] = state.layers;
    else scene.layers.erase(person);
    if (state.clip) scene.clips[person] = state.clip;
    else scene.clips.erase(person);
}

ChangeSet LayersEdit::changes(const State& from, const State& to) {
    ChangeSet c;
    c.clips = c.layers = true;
    if (!from.clip || !to.clip) return c;
    std::optional<FrameRange> within;
    // Without an entry the clip is the raw one.
    const body::MotionClip *rawFrom = from.layers ? from.layers->raw.get() : from.clip.get(), *rawTo = to.layers ? to.layers->raw.get() : to.clip.get();
    // Trajectories go all over the clip, and contacts that the user set reach as far as a foot stands.
    const auto reachesFar = [](const State& s) { return s.layers && (s.layers->solvedTrajectory || !s.layers->trajectory.isEmpty()); };
    const bool local = !reachesFar(from) && !reachesFar(to);
    if (rawFrom == rawTo && local) {
        within = FrameRange{};
        for (const State* s : {&from, &to}) {
            const FrameRange r = s->layers ? touchedFrames(*s->layers) : FrameRange{};
            if (r.size() > 0) within = within->size() < 1 ? r : FrameRange{std::min(within->first, r.first), std::max(within->end, r.end)};
        }
    }
    c.frames = changedFrames(*from.clip, *to.clip, within);
    return c;
}

Result<ChangeSet> LayersEdit::apply(Scene& scene) {
    const State now = stateOf(scene, person());
    if (done_ && now == before_) {
        put(scene, person(), after_);
        return changes(before_, after_);
    }
    const auto layers = layersOf(scene, person());
    if (!layers || !layers->raw || layers->raw->frames.empty() || !now.clip)
        return fail(ErrorCode::InvalidInput, "person " + std::to_string(person().value) + " is not solved");
    auto edited = std::make_shared<PersonLayers>(*layers);
    if (auto ok = change({scene, *now.clip}, *edited); !ok) return fail(ok.error());
    dropStale(*edited);
    auto clip = compose(*edited, scene.body.get());
    if (!clip) return fail(clip.error());
    before_ = now;
    after_ = {std::move(edited), *clip};
    done_ = true;
    put(scene, person(), after_);
    return changes(before_, after_);
}

ChangeSet LayersEdit::revert(Scene& scene) {
    put(scene, person(), before_);
    return changes(after_, before_);
}

}  // namespace ropetp::edit
