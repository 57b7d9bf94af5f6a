#include "edit/track_edits.h"

#include "edit/waiting_layers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ropetp::edit {
namespace {

std::string who(PersonId id) { return "person " + std::to_string(id.value); }

ChangeSet tracksAndClips() {
    ChangeSet c;
    c.tracks = c.clips = c.layers = true;
    return c;
}

/// What all edits of tracks share: an edited copy of the track set goes in, the touched persons'
/// clips go out and their fixes wait for a solve; revert() puts the very same objects back.
class TrackEdit : public Edit {
  public:
    Result<ChangeSet> apply(Scene& scene) final {
        static const track::TrackSet none;
        const track::TrackSet& current = scene.tracks ? *scene.tracks : none;
        Result<track::TrackSet> edited = this->edited(scene, current);
        if (!edited) return fail(edited.error());
        std::sort(edited->persons.begin(), edited->persons.end(),
                  [](const auto& a, const auto& b) { return a.id < b.id; });
        auto tracks = std::make_shared<const track::TrackSet>(*std::move(edited));
        tracksBefore_ = scene.tracks;
        clipsBefore_ = scene.clips;
        layersBefore_ = scene.layers;
        auto layers = scene.layers;
        for (const PersonId id : touched()) waitForSolve(layers, id);
        moveLayers(*tracks, layers);
        scene.tracks = std::move(tracks);
        scene.layers = std::move(layers);
        for (const PersonId id : touched()) scene.clips.erase(id);
        return tracksAndClips();
    }

    ChangeSet revert(Scene& scene) final {
        scene.tracks = tracksBefore_;
        scene.clips = clipsBefore_;
        scene.layers = layersBefore_;
        return tracksAndClips();
    }

  protected:
    /// The new track set, or why the edit makes no sense.
    virtual Result<track::TrackSet> edited(const Scene& scene, const track::TrackSet& current) = 0;
    /// Persons whose clips no longer belong to their tracks.
    virtual std::vector<PersonId> touched() const = 0;
    /// Fixes go with the frames they were made on. `tracks`: after the edit; the touched persons wait already.
    virtual void moveLayers(const track::TrackSet&, LayerMap&) const {}

  private:
    std::shared_ptr<const track::TrackSet> tracksBefore_;
    decltype(Scene::clips) clipsBefore_;
    LayerMap layersBefore_;
};

Result<void> requirePersons(const track::TrackSet& tracks, std::initializer_list<PersonId> ids) {
    for (const PersonId id : ids)
        if (!tracks.find(id)) return fail(ErrorCode::InvalidInput, who(id) + " is not tracked");
    return {};
}

void erase(track::TrackSet& tracks, PersonId id) {
    std::erase_if(tracks.persons, [&](const auto& p) { return p.id == id; });
}

class MergeTracks final : public TrackEdit {
  public:
    MergeTracks(PersonId kept, PersonId other) : kept_(kept), other_(other) {}
    std::string label() const override { return "Merge persons"; }
    std::optional<Command> command() const override { return command::MergeTracks{kept_, other_}; }

  protected:
    Result<track::TrackSet> edited(const Scene&, const track::TrackSet& current) override {
        if (kept_ == other_) return fail(ErrorCode::InvalidInput, "a person cannot be merged with itself");
        if (auto ok = requirePersons(current, {kept_, other_}); !ok) return fail(ok.error());
        track::TrackSet tracks = current;
        track::PersonTrack& kept = *tracks.find(kept_);
        track::PersonTrack& other = *tracks.find(other_);
        kept.observations.merge(other.observations);  // keeps what `kept` has
        if (kept.name.empty()) kept.name = other.name;
        erase(tracks, other_);
        return tracks;
    }
    std::vector<PersonId> touched() const override { return {kept_, other_}; }
    void moveLayers(const track::TrackSet&, LayerMap& layers) const override { mergeLayers(layers, kept_, other_); }

  private:
    PersonId kept_, other_;
};

class SplitTrack final : public TrackEdit {
  public:
    SplitTrack(PersonId person, FrameIndex frame) : person_(person), frame_(frame) {}
    std::string label() const override { return "Split person"; }
    std::optional<Command> command() const override { return command::SplitTrack{person_, frame_}; }

  protected:
    Result<track::TrackSet> edited(const Scene& scene, const track::TrackSet& current) override {
        if (auto ok = requirePersons(current, {person_}); !ok) return fail(ok.error());
        track::TrackSet tracks = current;
        track::PersonTrack& first = *tracks.find(person_);
        const auto cut = first.observations.lower_bound(frame_);
        if (cut == first.observations.begin() || cut == first.observations.end())
            return fail(ErrorCode::InvalidInput, who(person_) + " is not seen on both sides of frame " +
                                                     std::to_string(frame_.value));
        track::PersonTrack second;
        second.id = nextPersonId(scene);
        second.observations.insert(cut, first.observations.end());
        first.observations.erase(cut, first.observations.end());
        tracks.persons.push_back(std::move(second));
        return tracks;
    }
    std::vector<PersonId> touched() const override { return {person_}; }
    void moveLayers(const track::TrackSet& tracks, LayerMap& layers) const override {
        PersonId second;   // the newest is the one that was split off
        for (const auto& p : tracks.persons) second = std::max(second, p.id);
        splitLayers(layers, person_, second, frame_);
    }

  private:
    PersonId person_;
    FrameIndex frame_;
};

class SwapTracks final : public TrackEdit {
  public:
    SwapTracks(PersonId a, PersonId b, FrameIndex frame) : a_(a), b_(b), frame_(frame) {}
    std::string label() const override { return "Swap persons"; }
    std::optional<Command> command() const override { return command::SwapTracks{a_, b_, frame_}; }

  protected:
    Result<track::TrackSet> edited(const Scene&, const track::TrackSet& current) override {
        if (a_ == b_) return fail(ErrorCode::InvalidInput, "a person cannot be swapped with itself");
        if (auto ok = requirePersons(current, {a_, b_}); !ok) return fail(ok.error());
        track::TrackSet tracks = current;
        auto& a = tracks.find(a_)->observations;
        auto& b = tracks.find(b_)->observations;
        auto tailA = takeFrom(a), tailB = takeFrom(b);
        if (tailA.empty() && tailB.empty())
            return fail(ErrorCode::InvalidInput, "neither person is seen from frame " + std::to_string(frame_.value) + " on");
        a.merge(tailB);
        b.merge(tailA);
        for (const auto& [id, seen] : {std::pair(a_, !a.empty()), std::pair(b_, !b.empty())})
            if (!seen) return fail(ErrorCode::InvalidInput, who(id) + " would be left without a frame; merge them instead");
        return tracks;
    }
    std::vector<PersonId> touched() const override { return {a_, b_}; }
    void moveLayers(const track::TrackSet&, LayerMap& layers) const override { swapLayers(layers, a_, b_, frame_); }

  private:
    using Observations = std::map<FrameIndex, track::Observation>;
    Observations takeFrom(Observations& all) const {
        const auto from = all.lower_bound(frame_);
        Observations tail(from, all.end());
        all.erase(from, all.end());
        return tail;
    }
    PersonId a_, b_;
    FrameIndex frame_;
};

Result<void> checkBox(const Scene& scene, PersonId person, FrameIndex frame, const track::Box& box,
                      const std::optional<track::Landmarks>& landmarks) {
    if (person.value < 1) return fail(ErrorCode::InvalidInput, "person ids start at 1");
    if (!std::isfinite(box.x) || !std::isfinite(box.y) || !std::isfinite(box.width) || !std::isfinite(box.height) ||
        box.width <= 0 || box.height <= 0)
        return fail(ErrorCode::InvalidInput, "a box needs a positive width and height");
    if (frame.value < 0) return fail(ErrorCode::InvalidInput, "frames start at 0");
    if (scene.video) {
        if (frame.value >= scene.video->frameCount())
            return fail(ErrorCode::InvalidInput, "the video has no frame " + std::to_string(frame.value));
        if (box.x >= scene.video->width || box.y >= scene.video->height || box.x + box.width <= 0 || box.y + box.height <= 0)
            return fail(ErrorCode::InvalidInput, "the box lies outside the picture");
    }
    if (landmarks)
        for (int i = 0; i < track::kLandmarkCount; ++i)
            if (!landmarks->px[i].allFinite() || !landmarks->worldM[i].allFinite())
                return fail(ErrorCode::InvalidInput, "a landmark is not finite");
    return {};
}

class SetBox final : public TrackEdit {
  public:
    SetBox(PersonId person, FrameIndex frame, track::Box box, std::optional<track::Landmarks> landmarks)
        : person_(person), frame_(frame), box_(box), landmarks_(std::move(landmarks)) {}
    std::string label() const override { return "Draw box"; }
    std::optional<Command> command() const override { return command::SetBox{person_, frame_, box_, landmarks_}; }

    bool tryMerge(const Edit& next) override {
        const auto* other = dynamic_cast<const SetBox*>(&next);
        if (!other || other->person_ != person_ || other->frame_ != frame_) return false;
        box_ = other->box_;
        landmarks_ = other->landmarks_;
        return true;
    }

  protected:
    Result<track::TrackSet> edited(const Scene& scene, const track::TrackSet& current) override {
        if (auto ok = checkBox(scene, person_, frame_, box_, landmarks_); !ok) return fail(ok.error());
        track::TrackSet tracks = current;
        track::PersonTrack* track = tracks.find(person_);
        if (!track) {
            track = &tracks.persons.emplace_back();
            track->id = person_;
        }
        // Landmarks read in another box do not belong to this one.
        track->observations[frame_] = {.box = box_, .boxScore = 1.f, .userBox = true, .landmarks = landmarks_};
        return tracks;
    }
    std::vector<PersonId> touched() const override { return {person_}; }

  private:
    PersonId person_;
    FrameIndex frame_;
    track::Box box_;
    std::optional<track::Landmarks> landmarks_;
};

class RemoveTrack final : public TrackEdit {
  public:
    explicit RemoveTrack(PersonId person) : person_(person) {}
    std::string label() const override { return "Remove person"; }
    std::optional<Command> command() const override { return command::RemoveTrack{person_}; }

  protected:
    Result<track::TrackSet> edited(const Scene&, const track::TrackSet& current) override {
        if (auto ok = requirePersons(current, {person_}); !ok) return fail(ok.error());
        track::TrackSet tracks = current;
        erase(tracks, person_);
        return tracks;
    }
    std::vector<PersonId> touched() const override { return {person_}; }
    void moveLayers(const track::TrackSet&, LayerMap& layers) const override { layers.erase(person_); }

  private:
    PersonId person_;
};

class RenamePerson final : public TrackEdit {
  public:
    RenamePerson(PersonId person, std::string name) : person_(person), name_(std::move(name)) {}
    std::string label() const override { return "Rename person"; }
    std::optional<Command> command() const override { return command::RenamePerson{person_, name_}; }

  protected:
    Result<track::TrackSet> edited(const Scene&, const track::TrackSet& current) override {
        if (auto ok = requirePersons(current, {person_}); !ok) return fail(ok.error());
        track::TrackSet tracks = current;
        tracks.find(person_)->name = name_;
        return tracks;
    }
    std::vector<PersonId> touched() const override { return {}; }

  private:
    PersonId person_;
    std::string name_;
};

}  // namespace

std::unique_ptr<Edit> mergeTracks(PersonId kept, PersonId other) { return std::make_unique<MergeTracks>(kept, other); }

std::unique_ptr<Edit> splitTrack(PersonId person, FrameIndex frame) {
    return std::make_unique<SplitTrack>(person, frame);
}

std::unique_ptr<Edit> swapTracks(PersonId a, PersonId b, FrameIndex frame) {
    return std::make_unique<SwapTracks>(a, b, frame);
}

std::unique_ptr<Edit> setBox(PersonId person, FrameIndex frame, track::Box box,
                             std::optional<track::Landmarks> landmarks) {
    return std::make_unique<SetBox>(person, frame, box, std::move(landmarks));
}

std::unique_ptr<Edit> removeTrack(PersonId person) { return std::make_unique<RemoveTrack>(person); }

std::unique_ptr<Edit> renamePerson(PersonId person, std::string name) {
    return std::make_unique<RenamePerson>(person, std::move(name));
}

PersonId nextPersonId(const Scene& scene) {
    std::int64_t highest = 0;
    if (scene.tracks)
        for (const auto& p : scene.tracks->persons) highest = std::max(highest, p.id.value);
    for (const auto& [id, clip] : scene.clips) highest = std::max(highest, id.value);
    for (const auto& [id, layers] : scene.layers) highest = std::max(highest, id.value);
    return PersonId(highest + 1);
}

}  // namespace ropetp::edit
