// HRNet forward, milliseconds a crop: ours beside python3-torch eager, in one run.
//   bench_hrnet [WIDTH=32] [BATCH=8] [ROUNDS=8]
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
    const std::string command = "OMP_NUM_THREADS=2 python3 " ROPETP_SOURCE_DIR "/tests/bench/hrnet_eager.py " + std::to_string(width) + " " + std::to_string(batch) + " " + std::to_string(rounds);
    std::FILE* pipe = popen(command.c_str(), "r");
    double ms = -1;
    if (!pipe || std::fscanf(pipe, "%lf", &ms) != 1) ms = -1;
    if (pipe) pclose(pipe);
    return ms;
}

}  // namespace

int main(int argc, char** argv) {
    const int width = argc > 1 ? std::atoi(argv[1]) : 32, batch = argc > 2 ? std::atoi(argv[2]) : 8, rounds = argc > 3 ? std::atoi(argv[3]) : 8;
    const double eager = python(width, batch, rounds), fp32 = ours(width, batch, rounds, false), bf16 = ours(width, batch, rounds, true);
    // Multiplications and additions of one 224 x 224 crop (counted from the layers): 2 x 7.7 and 2 x 15.7 thousand million.
    const double gigaflop = width == 48 ? 31.3 : 15.4;
    std::printf("HRNet-W%d, 224 x 224, batch %d, %u threads, ms a crop\n", width, batch, std::thread::hardware_concurrency());
    if (eager > 0) std::printf("python3-torch eager   %7.1f\n", eager);
    else std::printf("python3-torch is not installed\n");
    std::printf("ours, 32 bits         %7.1f   %4.2f x   %5.0f GFLOP/s\n", fp32, fp32 / eager, 1000 * gigaflop / fp32);
    std::printf("ours, bfloat16        %7.1f   %4.2f x   %5.0f GFLOP/s\n", bf16, bf16 / eager, 1000 * gigaflop / bf16);
    return 0;
}
