#include "trajectory/path_solver.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

/// Sightings err together for about a second, so that few of them tell as much as all.
constexpr std::size_t kEvery = 5;
constexpr double kTogether = 2;                            ///< sqrt(frames that err together / kEvery)
constexpr double kDepthShare = 0.03, kSideShare = 0.006;   ///< sigma of a sighting, of the distance
constexpr double kFloorSigmaM = 0.12;                      ///< of the lowest sole, standing or not
constexpr double kStandingSigmaM = 0.01, kHeightStepM = 0.006, kStands = 0.5;

double spread(double along, double depthSigma, double sideSigma) { return std::sqrt(along * along * depthSigma * depthSigma + (1 - along * along) * sideSigma * sideSigma); }

bool isSeen(const BodyFrame& frame) {
    return std::ranges::any_of(frame.known, [](bool k) { return k; });
}

}  // namespace

Result<std::vector<PathEvidence>> pathFacts(const body::MotionClip& clip, const BodyTrack& track, const PathControl& control, bool trustsCamera) {
    std::vector<PathEvidence> facts;
    const bool sighted = trustsCamera && clip.cameraKind == body::CameraKind::Static;
    if (!sighted) facts.push_back(PathEvidence::pin(0, track.rawPelvisM[0]));
    const Eigen::Vector3d camera = clip.camFromWorldAt(0).inverse().translation();
    for (std::size_t i = 0; i < track.frames.size(); i += kEvery) {
        if (!isSeen(track.frames[i])) continue;
        if (sighted) {
            const Eigen::Vector3d way = track.rawPelvisM[i] - camera;
            const double distance = std::max(0.5, way.norm());
            PathEvidence e{i, track.rawPelvisM[i], {}};
            for (int axis = 0; axis < 3; ++axis) e.sigmaM[axis] = kTogether * spread(way[axis] / distance, kDepthShare * distance, kSideShare * distance);
            if (control.levelFloor) e.sigmaM.y() = PathEvidence::kNothing;   // the floor tells heights better
            facts.push_back(e);
        }
        if (control.levelFloor && i > 0) {
            PathEvidence e;
            e.frame = i;
            e.placeM.y() = -track.soleM[i];
            e.sigmaM.y() = kTogether * kFloorSigmaM;
            facts.push_back(e);
        }
    }
    for (const auto& pin : control.pins) {
        if (!std::isfinite(pin.timeSec) || !pin.pelvisM.allFinite() || !(pin.softnessM >= 0)) return fail(ErrorCode::InvalidInput, "a pin of the trajectory is no number");
        PathEvidence e = PathEvidence::pin(track.nearest(pin.timeSec), pin.pelvisM, std::max(pin.softnessM, PathEvidence::kHardM));
        if (!pin.heightToo) e.sigmaM.y() = PathEvidence::kNothing;
        std::erase_if(facts, [&](const PathEvidence& other) { return other.frame == e.frame && pin.softnessM == 0; });
        facts.push_back(e);
    }
    return facts;
}

std::vector<PathEvidence> shapeFacts(const std::vector<Eigen::Vector3d>& path, const PathControl& control) {
    std::vector<PathEvidence> facts;
    if (path.size() < 2) return facts;
    if (control.closesLoop) {
        PathEvidence e = PathEvidence::pin(path.size() - 1, path.front());
        e.sigmaM.y() = PathEvidence::kNothing;
        facts.push_back(e);
    }
    const auto& line = control.floorLineM;
    double lineLength = 0, pathLength = 0;
    for (std::size_t i = 1; i < line.size(); ++i) lineLength += (line[i] - line[i - 1]).norm();
    const auto step = [&](std::size_t i) { return Eigen::Vector2d(path[i].x() - path[i - 1].x(), path[i].z() - path[i - 1].z()).norm(); };
    for (std::size_t i = 1; i < path.size(); ++i) pathLength += step(i);
    if (lineLength <= 0 || pathLength <= 0) return facts;
    double walked = 0, passed = 0;
    std::size_t piece = 1;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (i > 0) walked += step(i);
        const double at = lineLength * walked / pathLength;
        while (piece + 1 < line.size() && passed + (line[piece] - line[piece - 1]).norm() < at) passed += (line[piece] - line[piece - 1]).norm(), ++piece;
        if (i % kEvery != 0 && i + 1 != path.size()) continue;
        const double length = (line[piece] - line[piece - 1]).norm();
        const Eigen::Vector2d p = line[piece - 1] + (length > 0 ? std::clamp((at - passed) / length, 0.0, 1.0) : 0) * (line[piece] - line[piece - 1]);
        PathEvidence e{i, {p.x(), 0, p.y()}, Eigen::Vector3d::Constant(std::max(control.floorLineSoftnessM, PathEvidence::kHardM))};
        e.sigmaM.y() = PathEvidence::kNothing;
        facts.push_back(e);
    }
    return facts;
}

void settleOnFloor(const BodyTrack& track, std::span<const PathEvidence> evidence, SampledPath& path) {
    const std::size_t n = path.rootM.size();
    std::vector<Eigen::Vector3d> steps;
    for (std::size_t i = 0; i + 1 < n; ++i) steps.push_back(path.rootM[i + 1] - path.rootM[i]);
    std::vector<PathEvidence> heights;
    for (const auto& e : evidence)
        if (e.sigmaM.y() <= PathEvidence::kHardM && e.frame > 0) heights.push_back(e);   // pinned by the user
    for (std::size_t i = 0; i < n; ++i) {
        if (!isSeen(track.frames[i]) || *std::ranges::max_element(path.contacts[i]) < kStands) continue;
        PathEvidence e;
        e.frame = i;
        e.placeM.y() = -track.soleM[i];
        e.sigmaM.y() = kStandingSigmaM;
        heights.push_back(e);
    }
    if (heights.empty()) return;
    const auto settled = fusedPath(steps, std::vector<double>(n - 1, kHeightStepM), heights);
    for (std::size_t i = 0; i < n; ++i) path.rootM[i].y() = settled[i].y();
}

}  // namespace ropetp::trajectory
