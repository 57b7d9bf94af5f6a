#pragma once

#include <cmath>
#include <cstdint>

namespace ropetp::io {

/// FBX counts time in these: most frame rates divide them.
inline constexpr double kFbxTicksPerSec = 46186158000.0;
/// When a frame begins.
inline std::int64_t fbxTick(double frame, double fps) { return std::int64_t(std::llround(frame / fps * kFbxTicksPerSec)); }

struct FbxRate {
    int mode;
    double fps;
};
inline constexpr int kFbxCustomRate = 14;
/// FBX's numbers of common frame rates (GlobalSettings' TimeMode); 7 and 8 count dropped frames in time codes alone.
inline constexpr FbxRate kFbxRates[] = {{1, 120}, {2, 100}, {3, 60}, {4, 50}, {5, 48}, {6, 30}, {7, 30}, {9, 30000.0 / 1001}, {8, 30000.0 / 1001}, {10, 25}, {11, 24},
                                        {12, 1000}, {13, 24000.0 / 1001}, {15, 96}, {16, 72}, {17, 60000.0 / 1001}, {18, 120000.0 / 1001}};

/// The number of a rate and what it stands for: 29.97 and what is measured as 29.97004 are 30000/1001.
inline FbxRate fbxRateOf(double fps) {
    for (const FbxRate& r : kFbxRates)
        if (std::abs(fps / r.fps - 1) < 1e-5) return r;
    return {kFbxCustomRate, fps};
}

}  // namespace ropetp::io
