#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "edit/commands.h"
#include "edit/scene.h"
#include "jobs/job_lane.h"

namespace ropetp::jobs {

/// The way through the world of everybody who is solved, or of one, anew: under the persons' trajectory edits, with another
/// solver or seed. No picture is looked at. Its edit is edit::putTrajectory(): the solve below stays as it is.
class TrajectoryJob final : public Job {
  public:
    /// @param scene  a snapshot. @param person  nullopt: everybody.
    TrajectoryJob(edit::Scene scene, edit::TrajectorySolve how, std::optional<PersonId> person = std::nullopt);
    std::string title() const override { return "Trajectory"; }
    /// NoPerson where nobody is solved; errors of the solver.
    Result<void> run(JobControl& control) override;
    std::unique_ptr<edit::Edit> takeEdit() override;

  private:
    edit::Scene scene_;
    edit::TrajectorySolve how_;
    std::optional<PersonId> person_;
    std::vector<edit::command::PutTrajectory::Way> ways_;
};

/// How sure one person's trajectory is: drawn again from several seeds. Changes nothing.
class SpreadJob final : public Job {
  public:
    SpreadJob(edit::Scene scene, edit::TrajectorySolve how, PersonId person, int samples);
    std::string title() const override { return "How sure the trajectory is"; }
    /// NoPerson for somebody who is not solved; errors of the solver.
    Result<void> run(JobControl& control) override;
    /// After success.
    std::shared_ptr<const trajectory::PathSpread> spread() const { return spread_; }

  private:
    edit::Scene scene_;
    edit::TrajectorySolve how_;
    PersonId person_;
    int samples_;
    std::shared_ptr<const trajectory::PathSpread> spread_;
};

}  // namespace ropetp::jobs
