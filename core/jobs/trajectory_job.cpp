#include "jobs/trajectory_job.h"

#include "body/mannequin.h"
#include "edit/layers.h"
#include "edit/solve_edits.h"

namespace ropetp::jobs {

TrajectoryJob::TrajectoryJob(edit::Scene scene, std::string solver, trajectory::TrajectoryOptions options)
    : scene_(std::move(scene)), solver_(std::move(solver)), options_(std::move(options)) {}

Result<void> TrajectoryJob::run(JobControl& control) {
    if (scene_.clips.empty()) return fail(ErrorCode::NoPerson, "nobody is solved yet");
    const auto body = scene_.body ? scene_.body : body::mannequin();
    auto solver = trajectory::makeTrajectorySolver(solver_.empty() ? trajectory::trajectorySolverNames().front() : solver_, options_);
    if (!solver) return fail(solver.error());
    control.stage("world", 1);
    double done = 0;
    for (const auto& [id, composed] : scene_.clips) {
        const auto layers = edit::layersOf(scene_, id);
        auto clip = std::make_shared<body::MotionClip>(layers && layers->raw ? *layers->raw : *composed);
        JobSlice slice(control, done / double(scene_.clips.size()), (done + 1) / double(scene_.clips.size()));
        if (auto solved = (*solver)->solve(*clip, *body, slice); !solved) return fail(solved.error());
        // "fit 1.0 + traj-denoiser 1.0": the solver's name is the last part.
        const auto last = clip->source.rfind(" + ");
        clip->source = (last == std::string::npos ? clip->source : clip->source.substr(0, last)) + " + " + (*solver)->name();
        clips_.push_back(std::move(clip));
        ++done;
    }
    return {};
}

std::unique_ptr<edit::Edit> TrajectoryJob::takeEdit() { return edit::commitSolve(nullptr, std::move(clips_), scene_.ground, scene_.notices); }

}  // namespace ropetp::jobs
