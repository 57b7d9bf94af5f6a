#pragma once

#include <cmath>
#include <cstdint>

namespace ropetp::io {

/// FBX counts time in these: every common frame rate divides them.
inline constexpr double kFbxTicksPerSec = 46186158000.0;
inline constexpr int kFbxCustomRate = 14;

struct FbxRate {
    int mode;
    double fps;
};
/// FBX's numbers of common frame rates (GlobalSettings' TimeMode).
inline constexpr FbxRate kFbxRates[] = {{1, 120}, {2, 100}, {3, 60}, {4, 50}, {5, 48}, {6, 30}, {9, 30000.0 / 1001}, {10, 25}, {11, 24}, {12, 1000}, {13, 24000.0 / 1001}, {15, 96}, {16, 72}, {17, 60000.0 / 1001}};

inline int fbxTimeMode(double fps) {
    for (const auto& r : kFbxRates)
        if (std::abs(fps / r.fps - 1) < 1e-5) return r.mode;
    return kFbxCustomRate;
}

}  // namespace ropetp::io
