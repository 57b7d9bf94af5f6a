#include "edit/solve_trajectory.h"

#include "edit/compose.h"

#include <limits>

namespace ropetp::edit {
namespace {

/// The composed clip without any trajectory over it, placed by its camera.
Result<body::MotionClip> clipBelow(const PersonLayers& layers, const body::BodyModel& body) {
    PersonLayers below = layers;
    below.trajectory = {};
    below.solvedTrajectory = nullptr;
    auto clip = compose(below, &body);
    if (!clip) return fail(clip.error());
    return **clip;
}

std::string solverFor(const TrajectorySolve& how, const TrajectoryEdits& edits) {
    const auto names = trajectory::trajectorySolverNames();
    return how.solver.empty() || (how.solver == "raw" && !edits.isEmpty()) ? names.front() : how.solver;
}

}  // namespace

trajectory::PathControl pathControl(const TrajectoryEdits& edits, const body::MotionClip& clip) {
    trajectory::PathControl control;
    for (const TrajectoryPin& p : edits.pins)
        if (const auto i = clip.find(p.frame); i >= 0) control.pins.push_back({clip.frames[std::size_t(i)].ptsSec, p.pelvisM, p.softnessM, p.heightToo});
    for (const ContactSpan& c : edits.contacts) {
        const FrameRange inside = framesIn(clip, c.range);
        if (inside.size() < 1) continue;
        const auto end = clip.find(inside.end);
        control.contacts.push_back({c.point, clip.frames[std::size_t(clip.find(inside.first))].ptsSec,
                                    end >= 0 ? clip.frames[std::size_t(end)].ptsSec : std::numeric_limits<double>::infinity(), c.stands});
    }
    control.floorLineM = edits.floorLineM;
    control.closesLoop = edits.closesLoop;
    control.levelFloor = edits.levelFloor;
    control.floorHeightM = edits.floorHeightM;
    return control;
}

Result<std::shared_ptr<const SolvedTrajectory>> solveTrajectory(const PersonLayers& layers, const body::BodyModel& body, const TrajectorySolve& how, JobControl& job) {
    auto clip = clipBelow(layers, body);
    if (!clip) return fail(clip.error());
    auto solver = trajectory::makeTrajectorySolver(solverFor(how, layers.trajectory), {how.seed, how.steps, {}, pathControl(layers.trajectory, *clip)});
    if (!solver) return fail(solver.error());
    if (auto solved = (*solver)->solve(*clip, body, job); !solved) return fail(solved.error());
    auto way = std::make_shared<SolvedTrajectory>();
    way->edits = layers.trajectory;
    way->solver = (*solver)->name();
    way->camFromWorld = clip->camFromWorld;
    for (const auto& f : clip->frames) {
        way->poseInCam.push_back(f.poseInCam);
        way->poseInWorld.push_back(f.poseInWorld);
        way->contacts.push_back(f.contacts);
    }
    return way;
}

Result<trajectory::PathSpread> trajectorySpread(const PersonLayers& layers, const body::BodyModel& body, const TrajectorySolve& how, int samples, JobControl& job) {
    auto clip = clipBelow(layers, body);
    if (!clip) return fail(clip.error());
    return trajectory::sampleSpread(*clip, body, solverFor(how, layers.trajectory), {how.seed, how.steps, {}, pathControl(layers.trajectory, *clip)}, samples, job);
}

}  // namespace ropetp::edit
