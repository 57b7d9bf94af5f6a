#include "edit/solve_edits.h"

#include "edit/compose.h"
#include "edit/waiting_layers.h"

#include "trajectory/world_frame.h"

#include <algorithm>
#include <cmath>

namespace ropetp::edit {
namespace {

bool sameBox(const track::Box& a, const track::Box& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

/// The solve's tracks with what the user did since the solve's snapshot: boxes and names stay.
track::TrackSet keepUsersWork(track::TrackSet solved, const track::TrackSet& current) {
    for (const auto& mine : current.persons) {
        track::PersonTrack* theirs = solved.find(mine.id);
        if (theirs && !mine.name.empty()) theirs->name = mine.name;
        for (const auto& [frame, observation] : mine.observations) {
            if (!observation.userBox) continue;
            if (!theirs) {
                theirs = &solved.persons.emplace_back();
                theirs->id = mine.id;
                theirs->name = mine.name;
            }
            track::Observation& slot = theirs->observations[frame];
            // The same box: the solve read it with the newest knowledge.
            if (slot.userBox && sameBox(slot.box, observation.box)) continue;
            slot = observation;
        }
    }
    std::sort(solved.persons.begin(), solved.persons.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return solved;
}

/// Is the floor of this clip's world the given plane?
bool standsOn(const body::MotionClip& clip, const trajectory::GroundPlane& plane) {
    constexpr double kSame = 1e-9;
    const Eigen::Isometry3d& camFromWorld = clip.camFromWorld.front();
    const Eigen::Vector3d up = plane.upInCam.normalized();
    return (camFromWorld.linear().col(1) - up).norm() < kSame &&
           std::abs(up.dot(camFromWorld.translation()) + plane.offsetM) < kSame;
}

class CommitSolve final : public Edit {
  public:
    CommitSolve(std::shared_ptr<const track::TrackSet> tracks, std::vector<std::shared_ptr<const body::MotionClip>> clips,
                trajectory::GroundPlane ground, std::vector<Notice> notices)
        : tracks_(std::move(tracks)), clips_(std::move(clips)), ground_(ground), notices_(std::move(notices)) {}
    std::string label() const override { return "Solve"; }
    std::optional<Command> command() const override { return command::CommitSolve{tracks_, clips_, ground_, notices_}; }

    Result<ChangeSet> apply(Scene& scene) override {
        if (auto ok = check(scene); !ok) return fail(ok.error());
        auto tracks = scene.tracks;
        if (tracks_)
            tracks = scene.tracks ? std::make_shared<const track::TrackSet>(keepUsersWork(*tracks_, *scene.tracks)) : tracks_;
        auto clips = scene.clips;
        if (tracks) std::erase_if(clips, [&](const auto& entry) { return !tracks->find(entry.first); });
        for (const auto& clip : clips_) clips[clip->person] = clip;
        // From here on the raw layers: what was done on top of them is laid over the new solve again.
        for (auto& [id, clip] : clips)
            if (const auto layers = scene.layers.find(id); layers != scene.layers.end() && layers->second->raw && !solves(id)) clip = layers->second->raw;
        if (auto ok = shareOneWorld(scene, clips); !ok) return fail(ok.error());
        auto layers = scene.layers;
        for (const auto& [id, entry] : scene.layers) {
            if (!clips.contains(id)) waitForSolve(layers, id);
            else if (solves(id)) layers[id] = withoutTrajectory(*entry);
            else if (entry->raw && entry->raw != clips.at(id)) layers[id] = movedWith(*entry, *clips.at(id), *scene.body);
        }
        for (auto& [id, clip] : clips) {
            const auto old = layers.find(id);
            auto fresh = old == layers.end() ? std::make_shared<PersonLayers>() : std::make_shared<PersonLayers>(*old->second);
            fresh->raw = clip;
            auto composed = compose(*fresh, scene.body.get());
            if (!composed) return fail(composed.error());
            clip = *composed;
            layers[id] = std::move(fresh);
        }

        before_ = scene;
        scene.tracks = std::move(tracks);
        scene.clips = std::move(clips);
        scene.layers = std::move(layers);
        scene.ground = ground_;
        scene.notices = notices_;
        return changed();
    }

    ChangeSet revert(Scene& scene) override {
        scene.tracks = before_.tracks;
        scene.clips = before_.clips;
        scene.layers = before_.layers;
        scene.ground = before_.ground;
        scene.notices = before_.notices;
        return changed();
    }

  private:
    /// A trajectory of another solve says nothing; what the user wants of it waits to be solved.
    static std::shared_ptr<const PersonLayers> withoutTrajectory(PersonLayers layers) {
        layers.solvedTrajectory = nullptr;
        return std::make_shared<const PersonLayers>(std::move(layers));
    }
    /// The raw clip has been moved to another world; trajectories go along.
    static std::shared_ptr<const PersonLayers> movedWith(const PersonLayers& layers, const body::MotionClip& raw, const body::BodyModel& body) {
        auto moved = std::make_shared<PersonLayers>(layers);
        moveTrajectory(*moved, raw.camFromWorld.front().inverse() * layers.raw->camFromWorld.front(), body);
        return moved;
    }
    bool solves(PersonId id) const {
        return std::any_of(clips_.begin(), clips_.end(), [&](const auto& clip) { return clip->person == id; });
    }
    Result<void> check(const Scene& scene) const {
        if (!ground_.upInCam.allFinite() || ground_.upInCam.norm() < 0.5 || !std::isfinite(ground_.offsetM))
            return fail(ErrorCode::InvalidInput, "the solve's floor is not a plane");
        for (const auto& clip : clips_) {
            if (!clip) return fail(ErrorCode::InvalidInput, "the solve holds an empty clip");
            if (clip->frames.empty()) return fail(ErrorCode::InvalidInput, "the solve holds a clip without frames");
            if (clip->camFromWorld.empty()) return fail(ErrorCode::InvalidInput, "the solve holds a clip without a world");
            const auto* tracks = tracks_ ? tracks_.get() : scene.tracks.get();
            if (tracks && !tracks->find(clip->person))
                return fail(ErrorCode::InvalidInput, "the solve holds a clip of a person who is not tracked");
        }
        return {};
    }

    /// New clips come with the floor as it was adjusted when the solve began, and clips that stay
    /// with the floor of an earlier solve: all are moved to the new floor as it is adjusted now.
    Result<void> shareOneWorld(const Scene& scene, decltype(Scene::clips)& clips) const {
        if (clips_.empty() || clips.empty()) return {};
        const auto plane = trajectory::adjusted(ground_, scene.groundPitchRad, scene.groundRollRad, scene.groundHeightM);
        const body::MotionClip& solved = *clips_.front();
        Eigen::Isometry3d camFromWorld = solved.camFromWorld.front();
        if (!standsOn(solved, plane)) {
            const Eigen::Vector3d aboveOrigin = camFromWorld * Eigen::Vector3d::UnitY();
            camFromWorld = trajectory::camFromWorld(plane, aboveOrigin);
        }
        for (auto& [id, clip] : clips) {
            if (clip->camFromWorld.empty() || clip->camFromWorld.front().isApprox(camFromWorld, 1e-9)) continue;
            if (!scene.body) return fail(ErrorCode::InvalidInput, "the scene has motion but no body model");
            clip = std::make_shared<const body::MotionClip>(trajectory::movedToWorld(*clip, camFromWorld, *scene.body));
        }
        return {};
    }

    static ChangeSet changed() {
        ChangeSet c;
        c.tracks = c.clips = c.world = c.notices = c.layers = true;
        return c;
    }

    std::shared_ptr<const track::TrackSet> tracks_;
    std::vector<std::shared_ptr<const body::MotionClip>> clips_;
    trajectory::GroundPlane ground_;
    std::vector<Notice> notices_;
    Scene before_;
};

}  // namespace

std::unique_ptr<Edit> commitSolve(std::shared_ptr<const track::TrackSet> tracks,
                                  std::vector<std::shared_ptr<const body::MotionClip>> clips,
                                  trajectory::GroundPlane ground, std::vector<Notice> notices) {
    return std::make_unique<CommitSolve>(std::move(tracks), std::move(clips), ground, std::move(notices));
}

}  // namespace ropetp::edit
