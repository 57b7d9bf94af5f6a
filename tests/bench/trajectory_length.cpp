// The TrajDenoiser over the length of clips, and under pins, on held-out motion joined end to end; before that, 200 frames in
// 100 steps beside the same network in python3-torch, eager, with the better of one and two threads. Set OMP_WAIT_POLICY=PASSIVE.
//   bench_trajectory_length MOTIONS.npz WEIGHTS [STEPS]

#include "base/job_control.h"
#include "metrics/world_error.h"
#include "train/trajectory/recorded_path.h"
#include "trajectory/denoiser/path_sampler.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

using namespace ropetp;
using trajectory::PathEvidence;

namespace {

double secondsSince(std::chrono::steady_clock::time_point start) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

/// The same network in Python: PyTorch as people use it. Negative where it is not installed.
double eagerSec(const trajectory::DenoiserConfig& c, int windows, int steps, int threads) {
    std::string command = "OMP_NUM_THREADS=" + std::to_string(threads) + " /usr/bin/python3 " ROPETP_SOURCE_DIR "/tests/bench/trajectory_eager.py";
    for (const int v : {c.width, c.hidden, c.layers, c.heads, c.window, c.patch, windows, steps, 3, threads}) command += ' ' + std::to_string(v);
    std::FILE* pipe = popen(command.c_str(), "r");
    double sec = -1;
    if (!pipe || std::fscanf(pipe, "%lf", &sec) != 1) sec = -1;
    if (pipe) pclose(pipe);
    return sec;
}

/// The whole sampling of 200 frames: two windows, blended after each step.
bool besideEager(trajectory::DenoiserModel& model, std::span<const trajectory::BodyFrame> frames) {
    constexpr int kSteps = 100, kRounds = 5;
    const double one = eagerSec(model.config(), 2, kSteps, 1), two = eagerSec(model.config(), 2, kSteps, 2);
    std::vector<double> times;
    for (int i = 0; i < kRounds; ++i) {
        NullJobControl job;
        const auto start = std::chrono::steady_clock::now();
        if (!trajectory::samplePath(model, frames, {}, {kSteps, 1}, job)) return false;
        times.push_back(secondsSince(start));
    }
    std::ranges::sort(times);
    const double ours = times[kRounds / 2];
    std::printf("200 frames, %d steps: %.2f s; python3-torch %.2f s with one thread, %.2f s with two", kSteps, ours, one, two);
    if (one > 0 && two > 0) std::printf(": ratio %.2f", ours / std::min(one, two));
    std::printf("\n");
    return true;
}

}  // namespace

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
    if (!besideEager(**model, {all.data(), 200})) return 1;
    for (const std::size_t n : {200, 1000, 1000, 10'000}) {
        const auto start = std::chrono::steady_clock::now();
        if (const auto path = trajectory::samplePath(**model, {all.data(), n}, {}, options, job); !path) return 1;
        const double seconds = secondsSince(start);
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
