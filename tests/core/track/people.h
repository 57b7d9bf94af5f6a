#pragma once

#include "track/identity_tracker.h"

/// Made-up people for tests of association.
namespace people {

using namespace ropetp;
using namespace ropetp::track;

/// A standing figure of height 200 whose box' centre is (x, y).
inline PoseSketch standing(double x, double y, double height = 200) {
    PoseSketch s;
    const double w = height * 0.4;
    s.box = {x - w / 2, y - height / 2, w, height};
    static constexpr float kAt[kSketchPoints][2] = {{0, -.45f}, {.03f, -.47f}, {-.03f, -.47f}, {.06f, -.45f}, {-.06f, -.45f},
                                                    {.12f, -.3f}, {-.12f, -.3f}, {.16f, -.12f}, {-.16f, -.12f}, {.17f, .04f},
                                                    {-.17f, .04f}, {.08f, .02f}, {-.08f, .02f}, {.08f, .25f}, {-.08f, .25f},
                                                    {.08f, .46f}, {-.08f, .46f}};
    for (int k = 0; k < kSketchPoints; ++k) {
        s.points[k] = Eigen::Vector2f(float(x), float(y)) + float(height) * Eigen::Vector2f(kAt[k][0], kAt[k][1]);
        s.confidence[k] = 0.9f;
    }
    return s;
}

/// Clothes: torso and legs each in one bin.
inline Appearance wearing(int torsoBin, int legsBin) {
    Appearance a;
    a.torso[torsoBin] = 1;
    a.legs[legsBin] = 1;
    return a;
}

inline Sighting sighting(const PoseSketch& s, const Appearance& a, float score = 0.9f) { return {s, score, a}; }

}  // namespace people
