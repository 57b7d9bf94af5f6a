// The TrajDenoiser over the length of clips, and under pins, on held-out motion joined end to end.
//   bench_trajectory_length MOTIONS.npz WEIGHTS [STEPS]

#include "base/job_control.h"
#include "metrics/world_error.h"
#include "train/trajectory/recorded_path.h"
#include "trajectory/denoiser/path_sampler.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace ropetp;
using trajectory::PathEvidence;

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: bench_trajectory_length MOTIONS.npz WEIGHTS [STEPS]\n", stderr);
        return 2;
    }
    const auto paths = train::readPaths(argv[1], false);
    auto model = trajectory::DenoiserModel::create(argv[2], 1);
    if (!paths || !model) {
        std::fprintf(stderr, "%s\n", describe(!paths ? paths.error() : model.error()).c_str());
        return 1;
    }
    NullJobControl job;
    const trajectory::SamplerOptions options{argc > 3 ? std::atoi(argv[3]) : 20, 1};
    std::vector<trajectory::BodyFrame> all;
    while (all.size() < 10'000)
        for (const auto& p : *paths)
            if (p.heldOut)
                for (const auto& f : train::bodyFrames(p, 0, p.joints.size())) all.push_back(f);
    for (const std::size_t n : {200, 1000, 1000, 10'000}) {
        const auto start = std::chrono::steady_clock::now();
        if (const auto path = trajectory::samplePath(**model, {all.data(), n}, {}, options, job); !path) return 1;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::printf("%6zu frames, %d steps: %6.2f s, %6.3f ms a frame, peak %ld MB\n", n, options.steps, seconds, 1000 * seconds / double(n), usage.ru_maxrss / 1024);
    }
    // A pin every 100 frames, 15 cm beside the true way.
    double worst = 0, free = 0, pinned = 0, clips = 0;
    for (const auto& p : *paths) {
        if (!p.heldOut || p.joints.size() < 250) continue;
        const auto told = train::bodyFrames(p, 0, p.joints.size());
        std::vector<PathEvidence> pins = {PathEvidence::pin(0, p.joints[0].row(0).transpose())};
        for (std::size_t i = 100; i < p.joints.size(); i += 100) pins.push_back(PathEvidence::pin(i, p.joints[i].row(0).transpose() + Eigen::Vector3d(0.15, 0, 0)));
        const auto a = trajectory::samplePath(**model, told, {}, options, job), b = trajectory::samplePath(**model, told, pins, options, job);
        if (!a || !b) return 1;
        for (const auto& e : pins) worst = std::max(worst, (b->rootM[e.frame] - e.placeM).norm());
        const auto sliding = [&](const trajectory::SampledPath& path) {
            std::vector<body::JointPositions> joints;
            for (std::size_t i = 0; i < told.size(); ++i) joints.push_back(told[i].joints.rowwise() + path.rootM[i].transpose());
            return metrics::footSlidingMm(joints, p.joints);
        };
        free += sliding(*a);
        pinned += sliding(*b);
        ++clips;
    }
    std::printf("pins: worst %.2f mm off; feet slide %.2f mm a frame, without pins %.2f (%.0f clips)\n", 1000 * worst, pinned / clips, free / clips, clips);
    return 0;
}
