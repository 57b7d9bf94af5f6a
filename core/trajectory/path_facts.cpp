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
/// How the error of the steps' pace changes from frame to frame: half a metre a second within one.
constexpr double kPaceSigmaM = 0.003;
constexpr double kStandingSigmaM = 0.01, kHeightStepM = 0.006, kStands = 0.5;
constexpr double kLongestFlightSec = 1;                    ///< a jump of 1.2 m
/// By the user's word: a step while a foot stands, any other step, and how far the path as a whole may go from where it was.
constexpr double kSaidStepM = 0.0005, kFreeStepM = 0.01, kLooseM = 0.15;

double spread(double along, double depthSigma, double sideSigma) { return std::sqrt(along * along * depthSigma * depthSigma + (1 - along * along) * sideSigma * sideSigma); }

bool isSeen(const BodyFrame& frame) {
    return std::ranges::any_of(frame.known, [](bool k) { return k; });
}

std::size_t nearestFrame(const body::MotionClip& clip, double sec) {
    const auto after = std::ranges::lower_bound(clip.frames, sec, {}, &body::MotionFrame::ptsSec);
    if (after == clip.frames.begin()) return 0;
    if (after == clip.frames.end() || sec - std::prev(after)->ptsSec < after->ptsSec - sec) return std::size_t(after - clip.frames.begin()) - 1;
    return std::size_t(after - clip.frames.begin());
}

}  // namespace

bool isCameraMeasured(const body::MotionClip& clip) {
    return clip.cameraKind == body::CameraKind::Estimated && clip.measuredCameraM.size() == clip.frames.size() && clip.camFromWorld.size() == clip.frames.size();
}

Result<PathFacts> pathFacts(const body::MotionClip& clip, const BodyTrack& track, const PathControl& control, bool trustsCamera) {
    PathFacts known;
    auto& facts = known.evidence;
    const bool follows = isCameraMeasured(clip), sighted = trustsCamera && (follows || clip.cameraKind == body::CameraKind::Static);
    // A camera that follows somebody sees the legs from one side all the time: their swing may be lost, the pace is not.
    if (sighted && follows) known.slowStepSigmaM = kPaceSigmaM;
    if (!sighted) facts.push_back(PathEvidence::pin(0, track.rawPelvisM[0]));
    std::vector<Eigen::Vector3d> places = clip.measuredCameraM;
    if (!follows) places.assign(1, clip.camFromWorldAt(0).inverse().translation());
    for (std::size_t i = 0; i < track.frames.size(); i += kEvery) {
        if (!isSeen(track.frames[i])) continue;
        if (sighted) {
            const Eigen::Vector3d way = track.rawPelvisM[i] - places[follows ? nearestFrame(clip, track.timeSec(i)) : 0];
            const double distance = std::max(0.5, way.norm());
            PathEvidence e{i, track.rawPelvisM[i], {}};
            for (int axis = 0; axis < 3; ++axis) e.sigmaM[axis] = kTogether * spread(way[axis] / distance, kDepthShare * distance, kSideShare * distance);
            if (control.levelFloor) e.sigmaM.y() = PathEvidence::kNothing;   // the floor tells heights better
            facts.push_back(e);
        }
        if (control.levelFloor && i > 0) {
            PathEvidence e;
            e.frame = i;
            e.placeM.y() = control.floorHeightM - track.soleM[i];
            e.sigmaM.y() = kTogether * kFloorSigmaM;
            facts.push_back(e);
        }
    }
    for (const auto& pin : control.pins)
        if (!std::isfinite(pin.timeSec) || !pin.pelvisM.allFinite() || !(pin.softnessM >= 0)) return fail(ErrorCode::InvalidInput, "a pin of the trajectory is no number");
    for (const auto& c : control.contacts)
        if (c.point < 0 || c.point >= kContactValues || std::isnan(c.fromSec) || std::isnan(c.untilSec)) return fail(ErrorCode::InvalidInput, "a contact of the trajectory is of no foot point or time");
    for (const auto& e : pinFacts(track, control)) {
        const bool hard = e.sigmaM.x() <= PathEvidence::kHardM;
        std::erase_if(facts, [&](const PathEvidence& other) { return other.frame == e.frame && hard; });
        facts.push_back(e);
    }
    return known;
}

std::vector<PathEvidence> pinFacts(const BodyTrack& track, const PathControl& control) {
    std::vector<PathEvidence> facts;
    for (const auto& pin : control.pins) {
        const std::size_t at = track.nearest(pin.timeSec);
        const Eigen::Vector3d onwards = track.rawPelvisM[at] - valueAt(track.rawPelvisM, (pin.timeSec - track.startSec) * kDenoiserFps);
        PathEvidence e = PathEvidence::pin(at, pin.pelvisM + onwards, std::max(pin.softnessM, PathEvidence::kHardM));
        if (!pin.heightToo) e.sigmaM.y() = PathEvidence::kNothing;
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

void standAsSaid(const BodyTrack& track, const PathControl& control, std::span<const PathEvidence> facts, SampledPath& path) {
    const std::size_t n = path.rootM.size();
    std::vector<Eigen::Vector3d> steps;
    for (std::size_t i = 0; i + 1 < n; ++i) steps.push_back(path.rootM[i + 1] - path.rootM[i]);
    std::vector<double> sigma(n - 1, kFreeStepM), feet(n - 1, 0);
    bool stands = false;
    for (const PathContact& c : control.contacts) {
        const auto foot = [&](std::size_t i) { return Eigen::Vector3d(track.frames[i].joints.row(kFootJoints[std::size_t(c.point)]).transpose()); };
        for (std::size_t i = 0; i < n; ++i) {
            const double t = track.timeSec(i);
            if (t < c.fromSec || t >= c.untilSec) continue;
            path.contacts[i][std::size_t(c.point)] = c.stands ? 1 : 0;
            if (!c.stands || i + 1 >= n || track.timeSec(i + 1) >= c.untilSec) continue;
            // Where several points stand the root goes as they do on average.
            const Eigen::Vector3d step = foot(i) - foot(i + 1);
            for (const int axis : {0, 2}) steps[i][axis] = (feet[i] * steps[i][axis] + step[axis]) / (feet[i] + 1);
            feet[i] += 1;
            sigma[i] = kSaidStepM;
            stands = true;
        }
    }
    if (!stands) return;
    // What was known holds the path as a whole: sightings, softly where it is now, and hard facts.
    std::vector<PathEvidence> evidence;
    for (std::size_t i = 0; i < n; i += kEvery) evidence.push_back(PathEvidence::pin(i, path.rootM[i], kLooseM));
    for (const auto& e : facts)
        if (e.sigmaM.x() <= PathEvidence::kHardM) evidence.push_back(e);
    const auto moved = fusedPath(steps, sigma, evidence);
    for (std::size_t i = 0; i < n; ++i)
        for (const int axis : {0, 2}) path.rootM[i][axis] = moved[i][axis];
}

void settleOnFloor(const BodyTrack& track, std::span<const PathEvidence> pins, double floorHeightM, bool seesHeights, SampledPath& path) {
    const std::size_t n = path.rootM.size();
    std::vector<Eigen::Vector3d> steps;
    for (std::size_t i = 0; i + 1 < n; ++i) steps.push_back(path.rootM[i + 1] - path.rootM[i]);
    std::vector<PathEvidence> heights;
    for (const auto& e : pins)
        if (std::isfinite(e.sigmaM.y())) heights.push_back(e);
    std::size_t stood = n;   // the last frame that did
    for (std::size_t i = 0; i < n; ++i) {
        if (!isSeen(track.frames[i]) || *std::ranges::max_element(path.contacts[i]) < kStands) continue;
        PathEvidence e;
        e.frame = i;
        e.placeM.y() = floorHeightM - track.soleM[i];
        e.sigmaM.y() = kStandingSigmaM;
        heights.push_back(e);
        // The network hardly leaves the floor; a camera that stands sees how high somebody jumps.
        if (seesHeights && stood < n && i - stood > 1 && double(i - stood) / kDenoiserFps <= kLongestFlightSec)
            for (std::size_t k = stood; k < i; ++k)
                if (isSeen(track.frames[k]) && isSeen(track.frames[k + 1])) steps[k].y() = track.rawPelvisM[k + 1].y() - track.rawPelvisM[k].y();
        stood = i;
    }
    if (heights.empty()) return;
    const auto settled = fusedPath(steps, std::vector<double>(n - 1, kHeightStepM), heights);
    for (std::size_t i = 0; i < n; ++i) path.rootM[i].y() = settled[i].y();
}

}  // namespace ropetp::trajectory
