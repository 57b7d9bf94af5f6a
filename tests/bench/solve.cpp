// Prints what a solve costs: frames a second end to end and by stage, and the most memory it took.
//   bench_solve VIDEO [PERSONS: largest|all]
// For memory over length, run it on a clip and on the same clip looped (memory.sh).
#include "jobs/solve_pipeline.h"

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>

using namespace ropetp;

namespace {

double peakMemoryMb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_solve VIDEO [largest|all]\n");
        return 2;
    }
    jobs::SolveRequest request;
    request.video = argv[1];
    request.persons = argc > 2 && !std::strcmp(argv[2], "all") ? jobs::SolveRequest::Persons::All : jobs::SolveRequest::Persons::Largest;
    request.threads = int(std::max(1u, std::thread::hardware_concurrency()));
    NullJobControl job;
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = jobs::solve(request, job, nullptr);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!outcome) {
        std::fprintf(stderr, "%s\n", describe(outcome.error()).c_str());
        return 1;
    }
    const auto frames = outcome->times.front().frames;
    for (const auto& s : outcome->times) std::printf("%-18s %7.2f s  %8.1f frames/s\n", s.stage.c_str(), s.seconds, double(s.frames) / s.seconds);
    std::printf("%-18s %7.2f s  %8.1f frames/s   %lld frames, %zu person(s)\n", "end to end", seconds, double(frames) / seconds,
                static_cast<long long>(frames), outcome->clips.size());
    std::printf("peak memory        %7.0f MB\n", peakMemoryMb());
    return 0;
}
