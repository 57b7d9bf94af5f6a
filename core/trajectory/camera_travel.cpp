#include "trajectory/camera_travel.h"

#include "base/rotation.h"
#include "trajectory/floor_step_fit_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace ropetp::trajectory {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
/// How far off the turn between two frames may be, without and with parallax.
constexpr double kTurnSigmaRad = 0.06 * kDegree, kParallaxTurnSigmaRad = 0.15 * kDegree;
/// How far a floor may slope against what posture says.
constexpr double kUpSigmaRad = 5 * kDegree;
constexpr double kLeastHeightM = 0.3, kMostHeightM = 3;
/// The height over the floor is a median over so much time to either side: a single sighting errs in depth.
constexpr double kHeightSec = 2;
/// Floor points count up to so many times as far as the feet.
constexpr double kFarthest = 2.5;
constexpr std::size_t kStepsForUp = 150;
constexpr double kMostSpeed = 12, kMostStepSigmaM = 0.12;
constexpr double kLeastAgreeing = 0.4, kLeastMeasured = 0.6;
/// What the person's size and the focal length leave open.
constexpr double kScaleSigma = 0.06;
/// By how much points of the floor agree better with a camera that travels than with one that turns.
constexpr double kLeastGain = 0.8;
constexpr double kUnmeasuredStepM = 0.03;
/// Nearer than this to where it was, a camera counts as standing: an arm's length, and what a pan on a shoulder adds.
constexpr double kStandsM = 0.25;

double median(std::vector<double> v) {
    if (v.empty()) return 0;
    const auto middle = v.begin() + std::ptrdiff_t(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    return *middle;
}

struct Increment { std::size_t first, last; Eigen::Vector3d deltaM; double variance; };

class Measure {
  public:
    Measure(const FloorFlow& flow, const CameraRotation& rotation, std::span<const SoleSighting> soles, double fps)
        : flow_(flow), rotation_(rotation), reach_(std::size_t(std::max(1.0, kHeightSec * fps))), fps_(fps) {
        for (const auto& s : soles)
            if (s.frame < rotation.frames.size() && s.pointInCam.allFinite() && s.pointInCam.z() > 0.1)
                soles_.push_back({s.frame, rotation.frames[s.frame].camFromFirst.transpose() * s.pointInCam});
    }

    bool hasSoles() const { return !soles_.empty(); }

    /// Height of the camera over the floor, and how far the feet are, about a frame.
    std::pair<double, double> floorAt(std::size_t frame, const Eigen::Vector3d& up) const {
        std::vector<double> height, distance;
        const std::size_t from = frame > reach_ ? frame - reach_ : 0;
        for (auto it = std::ranges::lower_bound(soles_, from, {}, &SoleSighting::frame); it != soles_.end() && it->frame <= frame + reach_; ++it) {
            height.push_back(-up.dot(it->pointInCam));
            distance.push_back(it->pointInCam.norm());
        }
        return {median(height), median(distance)};
    }

    std::optional<FloorStepFit> fit(const FloorStep& step, const Eigen::Vector3d& up, const FloorStepFit* start) const {
        if (step.to >= rotation_.frames.size()) return std::nullopt;
        const auto &a = rotation_.frames[step.from], &b = rotation_.frames[step.to];
        const auto [height, distance] = floorAt(step.from, up);
        if (height < 0.05) return std::nullopt;
        FloorSight sight;
        sight.toFromFrom = b.camFromFirst * a.camFromFirst.transpose();
        sight.turnSigmaRad = a.parallax || b.parallax ? kParallaxTurnSigmaRad : kTurnSigmaRad;
        sight.up = a.camFromFirst * up;
        sight.heightM = height;
        sight.farthestM = kFarthest * distance;
        sight.pixelRad = flow_.pixelRad();
        return fitFloorStep(step, sight, start);
    }

    /// How badly a normal explains the steps: about chi squared.
    double cost(const Eigen::Vector3d& up, const Eigen::Vector3d& prior, std::vector<std::optional<FloorStepFit>>& fits) const {
        const auto& steps = flow_.steps();
        const std::size_t every = steps.size() / kStepsForUp + 1;
        fits.resize(steps.size());
        double sum = 0;
        for (std::size_t i = 0; i < steps.size(); i += every) {
            auto f = fit(steps[i], up, fits[i] ? &*fits[i] : nullptr);
            sum += f ? f->cost * f->points + 1.0 * double(int(steps[i].points.size()) - f->points) : double(steps[i].points.size());
            if (f) fits[i] = f;
        }
        const double off = std::atan2(up.cross(prior).norm(), up.dot(prior)) / kUpSigmaRad;
        return sum + off * off;
    }

    /// Pattern search over the two tilts.
    Eigen::Vector3d refinedUp(const Eigen::Vector3d& prior) const {
        const Eigen::Vector3d e1 = prior.unitOrthogonal(), e2 = prior.cross(e1);
        const auto tilted = [&](const Eigen::Vector2d& t) { return Eigen::Vector3d(matrixFromAxisAngle(t.x() * e1 + t.y() * e2) * prior); };
        Eigen::Vector2d best = Eigen::Vector2d::Zero();
        std::vector<std::optional<FloorStepFit>> fits;
        double least = cost(prior, prior, fits);
        for (double step = 4 * kDegree; step > 0.1 * kDegree; step /= 2) {
            bool better = true;
            for (int round = 0; round < 6 && better; ++round) {
                better = false;
                for (const Eigen::Vector2d& d : {Eigen::Vector2d(step, 0), Eigen::Vector2d(-step, 0), Eigen::Vector2d(0, step), Eigen::Vector2d(0, -step)}) {
                    auto tried = fits;
                    const double value = cost(tilted(best + d), prior, tried);
                    if (value >= least) continue;
                    least = value;
                    best += d;
                    fits = tried;
                    better = true;
                }
            }
        }
        return tilted(best);
    }

  private:
    const FloorFlow& flow_;
    const CameraRotation& rotation_;
    std::vector<SoleSighting> soles_;   ///< first axes
    std::size_t reach_;
    double fps_;
};

const char* sentence(CameraTravel::Reason reason) {
    using Reason = CameraTravel::Reason;
    switch (reason) {
        case Reason::Travels: return "the floor shows how the camera moved";
        case Reason::Stands: return "the floor shows that the camera only turned";
        case Reason::NoFloor: return "too little of the floor about the feet could be followed";
        case Reason::NotFlat: return "what was followed about the feet is no level floor, or moves by itself";
        case Reason::NoScale: return "the feet do not say how far the floor is";
        case Reason::NoTurn: return "the camera's turn is not known";
    }
    return "";
}

/// Of steps from one key frame after another: what each adds to the one before. `agreeing`: share of the points, of each step.
std::vector<Increment> increments(const FloorFlow& flow, const CameraRotation& rotation, const Measure& measure, const Eigen::Vector3d& up, double fps, CameraTravel& out) {
    std::vector<Increment> all;
    std::vector<double> agreeing, heights;
    double cost = 0, costStanding = 0;
    std::size_t key = 0, before = 0;            // of the last good step
    Eigen::Vector3d placeBefore = Eigen::Vector3d::Zero();
    double varianceBefore = 0;
    for (const auto& step : flow.steps()) {
        if (all.empty() || step.from != key) {
            key = before = step.from;
            placeBefore.setZero();
            varianceBefore = 0;
        }
        const auto f = measure.fit(step, up, nullptr);
        if (!f) continue;
        agreeing.push_back(double(f->agreeing) / double(step.points.size()));
        const Eigen::Matrix3d firstFromKey = rotation.frames[step.from].camFromFirst.transpose();
        const Eigen::Matrix3d alongFloor = Eigen::Matrix3d::Identity() - up * up.transpose();
        const Eigen::Vector3d place = alongFloor * firstFromKey * f->travelM;
        const double variance = (alongFloor * firstFromKey * f->covariance * firstFromKey.transpose() * alongFloor).trace() / 2;
        const double sec = double(step.to - before) / fps;
        if (agreeing.back() < kLeastAgreeing || std::sqrt(variance) > kMostStepSigmaM || (place - placeBefore).norm() > kMostSpeed * sec) continue;
        cost += f->cost;
        costStanding += f->costStanding;
        heights.push_back(measure.floorAt(step.from, up).first);
        all.push_back({before, step.to, place - placeBefore, std::max(variance - varianceBefore, 0.25 * variance)});
        before = step.to;
        placeBefore = place;
        varianceBefore = variance;
    }
    out.agreeingShare = median(agreeing);
    out.heightM = median(heights);
    out.beatsTurnAlone = cost < kLeastGain * costStanding;
    return all;
}

/// Places from what was added; where nothing was, the camera goes on as before and after.
void integrate(const std::vector<Increment>& increments, CameraTravel& out) {
    const std::size_t n = out.placeM.size();
    std::vector<Eigen::Vector3d> step(n, Eigen::Vector3d::Zero());   // from frame i to i + 1
    std::vector<double> variance(n, -1.0);
    for (const auto& inc : increments)
        for (std::size_t i = inc.first; i < std::min(inc.last, n); ++i) {
            step[i] = inc.deltaM / double(inc.last - inc.first);
            variance[i] = inc.variance / double(inc.last - inc.first);
        }
    std::size_t measured = 0;
    for (std::size_t i = 0; i + 1 < n;) {
        if (variance[i] >= 0) {
            ++measured, ++i;
            continue;
        }
        std::size_t end = i;
        while (end + 1 < n && variance[end] < 0) ++end;
        const bool before = i > 0, after = end + 1 < n;
        for (std::size_t k = i; k < end; ++k) {
            const double share = before && after ? double(k - i + 1) / double(end - i + 1) : before ? 0 : 1;
            step[k] = (before ? Eigen::Vector3d((1 - share) * step[i - 1]) : Eigen::Vector3d::Zero()) + (after ? Eigen::Vector3d(share * step[end]) : Eigen::Vector3d::Zero());
            variance[k] = kUnmeasuredStepM * kUnmeasuredStepM;
        }
        i = end;
    }
    double noise = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        out.placeM[i + 1] = out.placeM[i] + step[i];
        noise += variance[i];
        const double scale = kScaleSigma * out.placeM[i + 1].norm();
        out.sigmaM[i + 1] = std::sqrt(noise + scale * scale);
    }
    if (n > 1) out.measuredShare = double(measured) / double(n - 1);
}

/// The way's length, without the tremble from step to step.
double lengthOf(const std::vector<Eigen::Vector3d>& places, double fps) {
    const auto every = std::size_t(std::max(1.0, fps));
    double sum = 0;
    std::size_t at = 0;
    for (std::size_t i = every; i < places.size() + every; i += every) {
        const std::size_t next = std::min(i, places.size() - 1);
        sum += (places[next] - places[at]).norm();
        at = next;
    }
    return sum;
}

/// Whether it never left its place by more than an arm holds it, or than the measuring errs.
bool stands(const CameraTravel& t) {
    for (std::size_t i = 0; i < t.placeM.size(); ++i)
        if (t.placeM[i].norm() > std::max(kStandsM, 3 * t.sigmaM[i])) return false;
    return true;
}

}  // namespace

CameraTravel measureTravel(const FloorFlow& flow, const CameraRotation& rotation, std::span<const SoleSighting> soles, const Eigen::Vector3d& upInFirst, double fps) {
    using Reason = CameraTravel::Reason;
    CameraTravel out;
    out.placeM.assign(rotation.frames.size(), Eigen::Vector3d::Zero());
    out.sigmaM.assign(rotation.frames.size(), 0.0);
    out.upInFirst = upInFirst;
    const auto judged = [&](Reason reason) {
        out.reason = reason;
        out.text = sentence(reason);
        out.trusted = reason == Reason::Travels || reason == Reason::Stands;
        if (reason != Reason::Travels) std::ranges::fill(out.placeM, Eigen::Vector3d::Zero());
        return out;
    };
    if (!rotation.verdict.trusted) return judged(Reason::NoTurn);
    const Measure measure(flow, rotation, soles, fps);
    if (!measure.hasSoles() || !(fps > 0)) return judged(Reason::NoScale);
    if (flow.steps().empty()) return judged(Reason::NoFloor);
    out.upInFirst = measure.refinedUp(upInFirst);
    integrate(increments(flow, rotation, measure, out.upInFirst, fps, out), out);
    out.lengthM = lengthOf(out.placeM, fps);
    if (out.measuredShare < kLeastMeasured) return judged(out.agreeingShare < kLeastAgreeing && out.agreeingShare > 0 ? Reason::NotFlat : Reason::NoFloor);
    if (out.heightM < kLeastHeightM || out.heightM > kMostHeightM) return judged(Reason::NoScale);
    if (stands(out)) return judged(Reason::Stands);
    if (!out.beatsTurnAlone) return judged(Reason::NotFlat);
    return judged(Reason::Travels);
}

}  // namespace ropetp::trajectory
