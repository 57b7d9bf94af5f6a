#include "trajectory/path_spread.h"

#include <cmath>

namespace ropetp::trajectory {

Result<PathSpread> sampleSpread(const body::MotionClip& clip, const body::BodyModel& body, const std::string& solver, TrajectoryOptions options, int samples, JobControl& job) {
    if (samples < 2 || samples > 64) return fail(ErrorCode::InvalidInput, "the spread is told from 2 to 64 samples");
    options.lockFeet = false;   // the pelvis does not depend on it
    const Eigen::Vector3d pelvisRest = body.restJoints(clip.betas).row(0).transpose();
    const std::size_t n = clip.frames.size();
    std::vector<std::vector<Eigen::Vector3d>> paths;
    for (int k = 0; k < samples; ++k, ++options.seed) {
        auto made = makeTrajectorySolver(solver, options);
        if (!made) return fail(made.error());
        body::MotionClip sample = clip;
        JobSlice slice(job, double(k) / samples, double(k + 1) / samples);
        if (auto solved = (*made)->solve(sample, body, slice); !solved) return fail(solved.error());
        auto& path = paths.emplace_back();
        for (const auto& f : sample.frames) path.push_back(pelvisRest + f.poseInWorld.translationM);
    }
    PathSpread out{std::vector<Eigen::Vector3d>(n, Eigen::Vector3d::Zero()), std::vector<double>(n, 0)};
    for (std::size_t i = 0; i < n; ++i) {
        for (const auto& path : paths) out.meanM[i] += path[i] / double(samples);
        double squares = 0;
        for (const auto& path : paths) squares += (path[i] - out.meanM[i]).squaredNorm();
        out.spreadM[i] = std::sqrt(squares / samples);
    }
    return out;
}

}  // namespace ropetp::trajectory
