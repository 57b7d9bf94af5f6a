#include "edit/propagate.h"

#include "edit/layers_edit_p.h"
#include "pose/constrained_resolve.h"

#include <algorithm>

namespace ropetp::edit {
namespace {

using Solved = std::vector<std::shared_ptr<const Propagation>>;

class PropagateEdit final : public LayersEdit {
  public:
    PropagateEdit(PersonId person, std::optional<Solved> solved) : person_(person), solved_(std::move(solved)) {}
    std::string label() const override { return "Propagate fixes"; }
    std::optional<Command> command() const override { return command::PropagateFixes{person_, solved_}; }

  protected:
    PersonId person() const override { return person_; }
    Result<void> change(const LayerContext& context, PersonLayers& layers) override {
        if (layers.fixes.empty()) return fail(ErrorCode::InvalidInput, "there is no fix to propagate");
        Solved solved = solved_.value_or(Solved{});
        if (!solved_) {
            if (!context.scene.body) return fail(ErrorCode::InvalidInput, "the scene has motion but no body model");
            NullJobControl job;
            auto result = propagate(layers, person_, context.scene.tracks.get(), *context.scene.body, job);
            if (!result) return fail(result.error());
            solved = std::move(*result);
        }
        const auto before = stretchesToPropagate(layers).size();
        layers.propagated.insert(layers.propagated.end(), solved.begin(), solved.end());
        if (!solved.empty() && stretchesToPropagate(layers).size() == before)
            return fail(ErrorCode::InvalidInput, "the fixes changed while they were propagated");
        return {};
    }

  private:
    PersonId person_;
    std::optional<Solved> solved_;
};

}  // namespace

std::vector<FrameRange> stretchesToPropagate(const PersonLayers& layers) {
    std::vector<FrameRange> out;
    for (const FixCluster& c : fixClusters(layers))
        if (!propagationOf(layers, c)) out.push_back(c.range);
    return out;
}

Result<Solved> propagate(const PersonLayers& layers, PersonId person, const track::TrackSet* tracks, const body::BodyModel& body, JobControl& job) {
    Solved out;
    const track::PersonTrack* track = tracks ? tracks->find(person) : nullptr;
    std::vector<FixCluster> clusters;
    for (FixCluster& c : fixClusters(layers))
        if (!propagationOf(layers, c)) clusters.push_back(std::move(c));
    std::optional<Error> unseen;
    if (!track && !clusters.empty()) return fail(ErrorCode::NoPerson, "person " + std::to_string(person.value) + " is not tracked");
    for (std::size_t k = 0; k < clusters.size(); ++k) {
        const FixCluster& c = clusters[k];
        const auto held = heldPoses(c, *layers.raw);
        JobSlice slice(job, double(k) / double(clusters.size()), double(k + 1) / double(clusters.size()));
        auto solved = pose::resolveAround({*layers.raw, c.range, held, c.joints(), c.place(), *track}, body, slice);
        if (!solved && solved.error().code == ErrorCode::NoPerson) {
            unseen = solved.error();
            continue;
        }
        if (!solved) return fail(solved.error());
        auto p = std::make_shared<Propagation>();
        p->range = c.range;
        p->joints = c.joints();
        p->place = c.place();
        p->poseInCam = std::move(solved->poseInCam);
        p->confidence = std::move(solved->confidence);
        p->fixes = c.fixes;
        p->rawHash = hashOfFrames(*layers.raw, c.range);
        out.push_back(std::move(p));
    }
    if (out.empty() && unseen) return fail(*unseen);
    return out;
}

std::unique_ptr<Edit> propagateFixes(PersonId person, std::optional<Solved> solved) { return std::make_unique<PropagateEdit>(person, std::move(solved)); }

}  // namespace ropetp::edit
