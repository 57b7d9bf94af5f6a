#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "edit/scene.h"
#include "jobs/job_lane.h"
#include "trajectory/trajectory_solver.h"

namespace ropetp::jobs {

/// The way through the world of everybody who is solved, anew: another solver, another seed, other pins. No picture is looked
/// at. Its edit replaces the raw layer; fixes and tools are laid over it again.
class TrajectoryJob final : public Job {
  public:
    /// @param scene  a snapshot. @param solver  of trajectory::trajectorySolverNames(); empty: the default.
    TrajectoryJob(edit::Scene scene, std::string solver, trajectory::TrajectoryOptions options);
    std::string title() const override { return "Trajectory"; }
    /// NoPerson where nobody is solved; errors of the solver.
    Result<void> run(JobControl& control) override;
    std::unique_ptr<edit::Edit> takeEdit() override;

  private:
    edit::Scene scene_;
    std::string solver_;
    trajectory::TrajectoryOptions options_;
    std::vector<std::shared_ptr<const body::MotionClip>> clips_;
};

}  // namespace ropetp::jobs
