#include "jobs/trajectory_job.h"

#include "body/mannequin.h"
#include "edit/trajectory_edits.h"

namespace ropetp::jobs {

TrajectoryJob::TrajectoryJob(edit::Scene scene, edit::TrajectorySolve how, std::optional<PersonId> person)
    : scene_(std::move(scene)), how_(std::move(how)), person_(person) {}

Result<void> TrajectoryJob::run(JobControl& control) {
    std::vector<PersonId> persons;
    for (const auto& [id, clip] : scene_.clips)
        if (!person_ || *person_ == id) persons.push_back(id);
    if (persons.empty()) return fail(ErrorCode::NoPerson, "nobody is solved yet");
    const auto body = scene_.body ? scene_.body : body::mannequin();
    control.stage("world", 1);
    for (std::size_t i = 0; i < persons.size(); ++i) {
        JobSlice slice(control, double(i) / double(persons.size()), double(i + 1) / double(persons.size()));
        auto solved = edit::solveTrajectory(*edit::layersOf(scene_, persons[i]), *body, how_, slice);
        if (!solved) return fail(solved.error());
        ways_.push_back({persons[i], *solved});
    }
    return {};
}

std::unique_ptr<edit::Edit> TrajectoryJob::takeEdit() { return edit::putTrajectory(std::move(ways_)); }

SpreadJob::SpreadJob(edit::Scene scene, edit::TrajectorySolve how, PersonId person, int samples)
    : scene_(std::move(scene)), how_(std::move(how)), person_(person), samples_(samples) {}

Result<void> SpreadJob::run(JobControl& control) {
    const auto layers = edit::layersOf(scene_, person_);
    if (!layers || !layers->raw) return fail(ErrorCode::NoPerson, "the person is not solved yet");
    const auto body = scene_.body ? scene_.body : body::mannequin();
    control.stage("world", 1);
    auto spread = edit::trajectorySpread(*layers, *body, how_, samples_, control);
    if (!spread) return fail(spread.error());
    spread_ = std::make_shared<const trajectory::PathSpread>(std::move(*spread));
    return {};
}

}  // namespace ropetp::jobs
