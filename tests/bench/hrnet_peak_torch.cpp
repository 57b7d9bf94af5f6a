#include "hrnet_peak.h"

#include <ATen/Parallel.h>
#include <torch/types.h>

#include <algorithm>
#include <chrono>

namespace {

/// The best of some rounds: other work on the machine only slows down.
template <class Work>
double gigaflops(double operations, Work work) {
    double best = 0;
    for (int i = 0; i < 12; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::max(best, operations / 1e9 / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

}  // namespace

Peak measuredPeak(bool bfloat16, int threads) {
    c10::InferenceMode inference;
    at::set_num_threads(threads);
    const auto type = bfloat16 ? torch::kBFloat16 : torch::kFloat;
    constexpr std::int64_t kSide = 1536, kChannels = 256, kMap = 28, kBatch = 8;
    const auto a = torch::randn({kSide, kSide}).to(type), b = torch::randn({kSide, kSide}).to(type);
    const auto x = torch::randn({kBatch, kChannels, kMap, kMap}).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
    const auto w = torch::randn({kChannels, kChannels, 3, 3}).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
    Peak p;
    p.gemm = gigaflops(2.0 * kSide * kSide * kSide, [&] { torch::matmul(a, b); });
    p.conv = gigaflops(2.0 * kChannels * kChannels * 9 * kMap * kMap * kBatch, [&] { torch::conv2d(x, w, {}, 1, 1); });
    return p;
}
