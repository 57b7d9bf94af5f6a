// HRNet forward, milliseconds a crop: ours beside python3-torch eager, and beside what the processor gives at best,
// in one run. Set OMP_WAIT_POLICY=PASSIVE.
//   bench_hrnet [WIDTH=32] [BATCH=8] [ROUNDS=8]
#include "hrnet_peak.h"
#include "pose/rope/hrnet_backbone.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

using namespace ropetp;

namespace {

double median(std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return v[v.size() / 2];
}

double ours(int width, int batch, int rounds, bool bfloat16) {
    auto net = pose::HrnetBackbone::create({}, {width, int(std::thread::hardware_concurrency()), bfloat16});
    if (!net) {
        std::fprintf(stderr, "%s\n", describe(net.error()).c_str());
        return -1;
    }
    std::vector<Image> crops(std::size_t(batch), Image(224, 224));
    std::vector<double> ms;
    for (int i = 0; i < rounds + 2; ++i) {
        const auto start = std::chrono::steady_clock::now();
        if (!(*net)->run(crops)) return -1;
        if (i >= 2) ms.push_back(1000 * std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / batch);
    }
    return median(ms);
}

/// The same network in Python: PyTorch as people use it.
double python(int width, int batch, int rounds) {
    const std::string command = "OMP_NUM_THREADS=2 /usr/bin/python3 " ROPETP_SOURCE_DIR "/tests/bench/hrnet_eager.py " + std::to_string(width) + " " + std::to_string(batch) + " " + std::to_string(rounds);
    std::FILE* pipe = popen(command.c_str(), "r");
    double ms = -1;
    if (!pipe || std::fscanf(pipe, "%lf", &ms) != 1) ms = -1;
    if (pipe) pclose(pipe);
    return ms;
}

/// Load average of the last minute: how quiet the machine was.
double load() {
    double averages[1] = {-1};
    return getloadavg(averages, 1) == 1 ? averages[0] : -1;
}

void print(const char* what, double ms, double eager, double gigaflop, const Peak& peak) {
    const double rate = 1000 * gigaflop / ms;
    std::printf("%-20s %8.1f", what, ms);
    if (eager > 0) std::printf("   %4.2f x eager", ms / eager);
    std::printf("   %5.0f GFLOP/s = %3.0f %% of %.0f (GEMM %.0f, 3 x 3 convolution %.0f)\n", rate, 100 * rate / peak.best(), peak.best(), peak.gemm, peak.conv);
}

}  // namespace

int main(int argc, char** argv) {
    const int width = argc > 1 ? std::atoi(argv[1]) : 32, batch = argc > 2 ? std::atoi(argv[2]) : 8, rounds = argc > 3 ? std::atoi(argv[3]) : 8;
    const int threads = int(std::thread::hardware_concurrency());
    const double before = load(), eager = python(width, batch, rounds);
    // Peaks right before what they are compared with: a shared machine changes.
    const Peak peak32 = measuredPeak(false, threads);
    const double fp32 = ours(width, batch, rounds, false);
    const Peak peak16 = measuredPeak(true, threads);
    const double bf16 = ours(width, batch, rounds, true);
    // Multiplications and additions of one 224 x 224 crop (counted from the convolutions): 2 x 7.89 and 2 x 16.22 thousand million.
    const double gigaflop = width == 48 ? 32.4 : 15.8;
    std::printf("HRNet-W%d, 224 x 224, batch %d, %d threads, ms a crop; load %.1f before, %.1f after\n", width, batch, threads, before, load());
    if (eager > 0) print("python3-torch eager", eager, eager, gigaflop, peak32);
    else std::printf("python3-torch is not installed\n");
    print("ours, 32 bits", fp32, eager, gigaflop, peak32);
    print("ours, bfloat16", bf16, eager, gigaflop, peak16);
    return 0;
}
