#include "jobs/propagate_job.h"

#include "edit/propagate.h"

namespace ropetp::jobs {

PropagateJob::PropagateJob(const edit::Scene& scene, PersonId person)
    : person_(person), layers_(edit::layersOf(scene, person)), tracks_(scene.tracks), body_(scene.body) {}

Result<void> PropagateJob::run(JobControl& control) {
    if (!layers_ || !layers_->raw || !body_) return fail(ErrorCode::InvalidInput, "person " + std::to_string(person_.value) + " is not solved");
    control.stage("pose", 1);
    auto solved = edit::propagate(*layers_, person_, tracks_.get(), *body_, control);
    if (!solved) return fail(solved.error());
    solved_ = std::move(*solved);
    return {};
}

std::unique_ptr<edit::Edit> PropagateJob::takeEdit() {
    if (solved_.empty()) return nullptr;
    return edit::propagateFixes(person_, std::move(solved_));
}

}  // namespace ropetp::jobs
