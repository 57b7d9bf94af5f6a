#pragma once

/// What this machine's processor gives LibTorch at best, thousand million operations a second: the largest of a
/// matrix product and a 3 x 3 convolution that are well shaped. Takes about a second.
struct Peak {
    double gemm = 0, conv = 0;
    double best() const { return gemm > conv ? gemm : conv; }
};
Peak measuredPeak(bool bfloat16, int threads);
