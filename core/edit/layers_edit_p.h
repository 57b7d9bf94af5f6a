#pragma once

#include "edit/compose.h"
#include "edit/edit.h"

/// What all edits of a person's layers share. Internal.
namespace ropetp::edit {

/// What a change may look at: the scene before, and the clip as it is seen.
struct LayerContext {
    const Scene& scene;
    const body::MotionClip& clip;
    /// Position of a frame in the clip, or why there is none.
    Result<std::size_t> find(FrameIndex frame) const;
};

/// Checks a fix and joins it with what the frame has.
Result<void> joinFix(PersonLayers& layers, FrameIndex frame, const JointSet& joints, bool place, const body::Pose& poseInCam, std::optional<Falloff> falloff);

/// Applies a change to a copy of a person's layers and composes the clip anew; revert() puts the very same objects back,
/// and so does doing it again from the same state.
class LayersEdit : public Edit {
  public:
    Result<ChangeSet> apply(Scene& scene) final;
    ChangeSet revert(Scene& scene) final;

  protected:
    virtual PersonId person() const = 0;
    /// On failure `layers` may be in any state.
    virtual Result<void> change(const LayerContext& context, PersonLayers& layers) = 0;
    /// Takes over what a following edit made; its own beginning stays.
    void takeOver(const LayersEdit& next) { after_ = next.after_; }
    const PersonLayers* layersAfter() const { return after_.layers.get(); }

  private:
    struct State {
        std::shared_ptr<const PersonLayers> layers;
        std::shared_ptr<const body::MotionClip> clip;
        bool operator==(const State&) const = default;
    };
    static State stateOf(const Scene& scene, PersonId person);
    static void put(Scene& scene, PersonId person, const State& state);
    static ChangeSet changes(const State& from, const State& to);
    State before_, after_;
    bool done_ = false;
};

}  // namespace ropetp::edit
