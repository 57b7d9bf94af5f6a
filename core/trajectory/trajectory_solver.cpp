#include "trajectory/trajectory_solver.h"

#include "nn/model_store.h"
#include "trajectory/dead_reckoning.h"
#include "trajectory/denoiser/path_sampler.h"
#include "trajectory/path_solver.h"
#include "trajectory/raw_solver.h"

#include <cmath>
#include <functional>

namespace ropetp::trajectory {
namespace {

using Made = Result<std::unique_ptr<TrajectorySolver>>;

constexpr const char *kDenoiserWeights = "trajdenoiser.weights", *kRegressionWeights = "trajregression.weights";

Made network(const char* name, const char* weights, const TrajectoryOptions& options) {
    auto path = options.weights.empty() ? nn::findOwnModel(weights) : Result<std::filesystem::path>(options.weights);
    if (!path) return fail(path.error());
    // A batch of small windows is too little work to share between the processor's threads: waiting for each other costs more.
    auto model = DenoiserModel::create(*path, 1);
    if (!model) return fail(model.error());
    PathMethod method{name, true, (*model)->config().condition, {}};
    method.path = [model = std::shared_ptr<DenoiserModel>(std::move(*model)), steps = options.steps, seed = options.seed](const BodyTrack& track, const PathFacts& facts, JobControl& job) {
        return samplePath(*model, track.frames, facts.evidence, {steps, seed, facts.slowStepSigmaM}, job);
    };
    return std::make_unique<PathSolver>(std::move(method), options.control, options.lockFeet);
}

Made feet(const TrajectoryOptions& options) {
    PathMethod method{"feet-trajectory 1.0", false, DenoiserCondition::Joints, {}};
    method.path = [](const BodyTrack& track, const PathFacts& facts, JobControl& job) { return reckonedPath(track.frames, facts.evidence, job); };
    return std::make_unique<PathSolver>(std::move(method), options.control, options.lockFeet);
}

struct Entry {
    const char* name;
    std::function<Made(const TrajectoryOptions&)> make;
};

/// Every solver there is, the default first. A new one is one more line.
const std::vector<Entry>& registry() {
    static const std::vector<Entry> entries = {
        {"denoiser", [](const TrajectoryOptions& o) { return network("traj-denoiser 1.0", kDenoiserWeights, o); }},
        {"regression", [](const TrajectoryOptions& o) { return network("traj-regression 1.0", kRegressionWeights, o); }},
        {"feet", feet},
        {"raw", [](const TrajectoryOptions&) -> Made { return std::make_unique<RawSolver>(); }},
    };
    return entries;
}

bool isFinite(const body::Pose& pose) {
    for (const auto& a : pose.axisAngleRad)
        if (!a.allFinite()) return false;
    return pose.translationM.allFinite();
}

}  // namespace

std::vector<std::string> trajectorySolverNames() {
    std::vector<std::string> names;
    for (const auto& e : registry()) names.emplace_back(e.name);
    return names;
}

Made makeTrajectorySolver(const std::string& name, const TrajectoryOptions& options) {
    std::string known;
    for (const auto& e : registry()) {
        if (name == e.name) return e.make(options);
        known += known.empty() ? e.name : std::string(", ") + e.name;
    }
    return fail(ErrorCode::InvalidInput, "no trajectory solver named \"" + name + "\" (known: " + known + ")");
}

Result<void> checkForTrajectory(const body::MotionClip& clip) {
    const std::size_t n = clip.frames.size();
    if (n == 0) return fail(ErrorCode::InvalidInput, "trajectory: the clip has no frames");
    if (clip.camFromWorld.size() != 1 && clip.camFromWorld.size() != n)
        return fail(ErrorCode::InvalidInput, "trajectory: camFromWorld must have one entry, or one a frame");
    for (const auto& m : clip.camFromWorld)
        if (!m.matrix().allFinite()) return fail(ErrorCode::InvalidInput, "trajectory: camFromWorld is not finite");
    for (std::size_t i = 0; i < n; ++i) {
        if (!isFinite(clip.frames[i].poseInCam)) return fail(ErrorCode::InvalidInput, "trajectory: a pose is not finite");
        if (i > 0 && !(clip.frames[i].ptsSec > clip.frames[i - 1].ptsSec))
            return fail(ErrorCode::InvalidInput, "trajectory: time stamps do not increase");
    }
    return {};
}

}  // namespace ropetp::trajectory
