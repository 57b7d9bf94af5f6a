#pragma once

#include "metrics/pose_error.h"

#include <cmath>

namespace ropetp::test {

/// 24 points of a made-up body, different on every frame.
inline body::JointPositions figure(int frame) {
    body::JointPositions p;
    for (int j = 0; j < body::kJointCount; ++j)
        p.row(j) << 0.3 * std::sin(1.7 * j + 0.05 * frame) + 0.02 * frame, 0.9 + 0.4 * std::cos(2.3 * j), 0.2 * std::sin(0.9 * j + 0.1 * frame);
    return p;
}

inline metrics::JointMask all() {
    metrics::JointMask m;
    m.fill(true);
    return m;
}

}  // namespace ropetp::test
