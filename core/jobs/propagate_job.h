#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "edit/layers.h"
#include "edit/scene.h"
#include "jobs/job_lane.h"

namespace ropetp::jobs {

/// Solves the surroundings of a person's fixes again from the video's evidence (edit/propagate.h). Its edit is
/// edit::propagateFixes(); none where nothing had to be solved.
class PropagateJob final : public Job {
  public:
    /// @param scene  a snapshot. @param person  who is solved in it.
    PropagateJob(const edit::Scene& scene, PersonId person);
    std::string title() const override { return "Propagate fixes"; }
    /// NoPerson where the video says nothing of the frames around the fixes; InvalidInput for a person who is not solved.
    Result<void> run(JobControl& control) override;
    std::unique_ptr<edit::Edit> takeEdit() override;

    PersonId person() const { return person_; }
    /// The layers that the result belongs to.
    const std::shared_ptr<const edit::PersonLayers>& layers() const { return layers_; }

  private:
    PersonId person_;
    std::shared_ptr<const edit::PersonLayers> layers_;
    std::shared_ptr<const track::TrackSet> tracks_;
    std::shared_ptr<const body::BodyModel> body_;
    std::vector<std::shared_ptr<const edit::Propagation>> solved_;
};

}  // namespace ropetp::jobs
