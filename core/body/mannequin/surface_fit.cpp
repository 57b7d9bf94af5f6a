#include "body/mannequin/surface_fit.h"

#include <algorithm>

namespace ropetp::body::mannequin_detail {
namespace {

constexpr double kLongestStepM = 0.02;

std::uint32_t visibleFrom(Part part) {
    const int finger = static_cast<int>(part) - static_cast<int>(Part::Finger0);
    if (part == Part::Thumb) return kOther | kThumb;
    if (finger >= 0) return kOther | (kFinger0 << finger);
    return kEverything;
}

/// How much the even spread may move a vertex: little where the cage places detail on purpose.
double looseness(Part part) {
    switch (part) {
        case Part::Torso:
        case Part::Leg: return 0.5;
        case Part::Arm: return 0.35;
        case Part::Head: return 0.30;
        case Part::Foot: return 0.35;
        default: return 0.15;
    }
}

void project(const Solid& solid, std::uint32_t visible, bool seam, Vector3d& p) {
    const Vector3d g = solid.gradient(p, visible);
    const double slope = g.squaredNorm();
    if (slope < 1e-4) return;
    Vector3d step = -solid.distance(p, visible) / slope * g;
    const double length = step.norm();
    if (length > kLongestStepM) step *= kLongestStepM / length;
    p += step;
    if (seam) p.x() = 0;
    else p.x() = std::max(p.x(), 5e-4);
}

}  // namespace

void fitToSurface(const Solid& solid, QuadMesh& mesh, int rounds) {
    const auto neighbours = mesh.neighbours();
    const std::size_t n = mesh.position.size();
    std::vector<Vector3d> moved(n);
    for (std::size_t v = 0; v < n; ++v)
        for (int i = 0; i < 3; ++i) project(solid, visibleFrom(mesh.part[v]), mesh.seam[v], mesh.position[v]);
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t v = 0; v < n; ++v) {
            Vector3d mean = Vector3d::Zero();
            for (int w : neighbours[v]) mean += mesh.position[w];
            mean /= static_cast<double>(neighbours[v].size());
            moved[v] = mesh.position[v] + looseness(mesh.part[v]) * (mean - mesh.position[v]);
            if (mesh.seam[v]) moved[v].x() = 0;
        }
        mesh.position.swap(moved);
        const int steps = round + 1 == rounds ? 4 : 1;
        for (std::size_t v = 0; v < n; ++v)
            for (int i = 0; i < steps; ++i) project(solid, visibleFrom(mesh.part[v]), mesh.seam[v], mesh.position[v]);
    }
}

}  // namespace ropetp::body::mannequin_detail
