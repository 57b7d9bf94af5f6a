#include "trajectory/ground.h"

#include "trajectory/ground_evidence.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace ropetp::trajectory {
namespace {

constexpr double kDegree = 3.14159265358979323846 / 180;
const Eigen::Vector3d kLevelUp(0, -1, 0);
/// How level people hold cameras.
constexpr double kLevelSigmaRad = 12 * kDegree;
/// Scatter of a sole's height, and of its depth as a share of the distance.
constexpr double kHeightSigmaM = 0.03;
constexpr double kDepthSigma = 0.025;
constexpr double kMostTiltRad = 60 * kDegree;

struct Plane {
    Eigen::Vector3d up;
    double offset;
};

double sigmaOf(const Stance& s, const Eigen::Vector3d& up) {
    return std::hypot(kHeightSigmaM, kDepthSigma * up.dot(s.pointInCam));
}

/// Geman-McClure: 0..1 cost that stops growing, so outliers do not pull.
double robustCost(double r) { return r * r / (r * r + 4); }
double robustWeight(double r) {
    const double d = 1 + r * r / 4;
    return 1 / (d * d);
}

double angleBetween(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
    return std::atan2(a.cross(b).norm(), a.dot(b));
}

/// Finds plane and gravity together: soles that stood still lie on the plane, posture and a level
/// camera say where up is. Robust least squares from several starts.
class GroundFit {
  public:
    explicit GroundFit(const GroundEvidence& evidence) : evidence_(evidence) {}

    Plane run() const {
        std::vector<Eigen::Vector3d> ups = {priorUp(), kLevelUp};
        if (evidence_.posture) ups.push_back(evidence_.posture->upInCam);
        for (const auto& up : planesThroughThree()) ups.push_back(up);
        Plane best{priorUp(), 0};
        double bestCost = std::numeric_limits<double>::infinity();
        for (const auto& up : ups)
            for (const double share : {0.5, 0.2}) {
                const Plane plane = refined({up, -heightQuantile(up, share)});
                const double cost = this->cost(plane);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = plane;
                }
            }
        return best;
    }

    /// Up without the feet.
    Eigen::Vector3d priorUp() const {
        if (!evidence_.posture) return kLevelUp;
        const double a = 1 / square(kLevelSigmaRad), b = 1 / square(evidence_.posture->sigmaRad);
        return (a * kLevelUp + b * evidence_.posture->upInCam).normalized();
    }

    double residual(const Stance& s, const Plane& plane) const {
        return (plane.up.dot(s.pointInCam) + plane.offset) / sigmaOf(s, plane.up);
    }

  private:
    static double square(double x) { return x * x; }

    double heightQuantile(const Eigen::Vector3d& up, double share) const {
        std::vector<std::pair<double, double>> heights;
        double total = 0;
        for (const auto& s : evidence_.stances) {
            heights.emplace_back(up.dot(s.pointInCam), s.weight);
            total += s.weight;
        }
        std::sort(heights.begin(), heights.end());
        double sum = 0;
        for (const auto& [height, weight] : heights)
            if ((sum += weight) >= share * total) return height;
        return heights.empty() ? 0 : heights.back().first;
    }

    double cost(const Plane& plane) const {
        double c = 0;
        for (const auto& s : evidence_.stances) c += s.weight * robustCost(residual(s, plane));
        c += robustCost(angleBetween(plane.up, kLevelUp) / kLevelSigmaRad);
        if (evidence_.posture) c += 2 * robustCost(angleBetween(plane.up, evidence_.posture->upInCam) / evidence_.posture->sigmaRad);
        return c;
    }

    Plane refined(Plane plane) const {
        for (int iteration = 0; iteration < 40; ++iteration) {
            const Eigen::Vector3d e1 = plane.up.unitOrthogonal(), e2 = plane.up.cross(e1);
            Eigen::Matrix3d normal = Eigen::Matrix3d::Identity() * 1e-9;
            Eigen::Vector3d gradient = Eigen::Vector3d::Zero();
            const auto add = [&](const Eigen::Vector3d& j, double r, double weight) {
                normal += weight * j * j.transpose();
                gradient += weight * r * j;
            };
            for (const auto& s : evidence_.stances) {
                const double sigma = sigmaOf(s, plane.up), r = residual(s, plane);
                add(Eigen::Vector3d(e1.dot(s.pointInCam), e2.dot(s.pointInCam), 1) / sigma, r, s.weight * robustWeight(r));
            }
            const auto addDirection = [&](const Eigen::Vector3d& up, double sigma, double weight) {
                const double w = weight * robustWeight(angleBetween(plane.up, up) / sigma);
                add(Eigen::Vector3d(1, 0, 0) / sigma, -e1.dot(up) / sigma, w);
                add(Eigen::Vector3d(0, 1, 0) / sigma, -e2.dot(up) / sigma, w);
            };
            addDirection(kLevelUp, kLevelSigmaRad, 1);
            if (evidence_.posture) addDirection(evidence_.posture->upInCam, evidence_.posture->sigmaRad, 2);
            const Eigen::Vector3d step = -normal.ldlt().solve(gradient);
            if (!step.allFinite()) break;
            const double turn = std::hypot(step.x(), step.y());
            const double shorter = turn > 0.2 ? 0.2 / turn : 1.0;
            plane.up = (plane.up + shorter * (step.x() * e1 + step.y() * e2)).normalized();
            plane.offset += shorter * step.z();
            if (turn < 1e-7 && std::abs(step.z()) < 1e-7) break;
        }
        return plane;
    }

    /// Normals of planes through three stances, those that most stances agree with (RANSAC; a fixed
    /// seed, so that a solve is repeatable).
    std::vector<Eigen::Vector3d> planesThroughThree() const {
        const auto& stances = evidence_.stances;
        if (stances.size() < 3) return {};
        constexpr int kTrials = 200;
        constexpr std::size_t kKept = 3;
        std::mt19937 rng(1);
        const auto draw = [&] { return stances[rng() % stances.size()].pointInCam; };
        std::vector<std::pair<double, Eigen::Vector3d>> found;
        for (int t = 0; t < kTrials; ++t) {
            const Eigen::Vector3d a = draw(), b = draw(), c = draw();
            Eigen::Vector3d up = (b - a).cross(c - a);
            // Too near to a line: the normal would be noise.
            if (up.norm() < 0.05) continue;
            up.normalize();
            if (up.y() > 0) up = -up;
            if (angleBetween(up, priorUp()) > 40 * kDegree) continue;
            found.emplace_back(cost({up, -up.dot(a)}), up);
        }
        const auto kept = std::min(kKept, found.size());
        std::partial_sort(found.begin(), found.begin() + std::ptrdiff_t(kept), found.end(),
                          [](const auto& x, const auto& y) { return x.first < y.first; });
        std::vector<Eigen::Vector3d> ups;
        for (std::size_t i = 0; i < kept; ++i) ups.push_back(found[i].second);
        return ups;
    }

    const GroundEvidence& evidence_;
};

/// Nobody stood still: the height comes from the lowest feet, the direction from posture.
GroundPlane withoutStances(const GroundEvidence& evidence) {
    constexpr double kLowestShare = 0.05, kConfidence = 0.1;
    GroundPlane ground;
    ground.upInCam = GroundFit(evidence).priorUp();
    std::vector<double> heights;
    Eigen::Vector3d middle = Eigen::Vector3d::Zero();
    for (const auto& p : evidence.lowestFeet) {
        heights.push_back(ground.upInCam.dot(p));
        middle += p / double(evidence.lowestFeet.size());
    }
    auto low = heights.begin() + std::ptrdiff_t(kLowestShare * double(heights.size()));
    std::nth_element(heights.begin(), low, heights.end());
    ground.offsetM = -*low;
    ground.confidence = kConfidence;
    ground.pivotInCam = middle - (ground.upInCam.dot(middle) + ground.offsetM) * ground.upInCam;
    return ground;
}

}  // namespace

GroundPlane estimateGround(std::span<const body::MotionClip> clips, const body::BodyModel& body) {
    const GroundEvidence evidence = collectGroundEvidence(clips, body);
    if (evidence.lowestFeet.empty()) return {};
    if (evidence.stances.empty()) return withoutStances(evidence);

    const GroundFit fit(evidence);
    const Plane plane = fit.run();
    double all = 0, support = 0;
    Eigen::Vector3d middle = Eigen::Vector3d::Zero();
    for (const auto& s : evidence.stances) {
        const double w = s.weight * robustWeight(fit.residual(s, plane));
        all += s.weight;
        support += w;
        middle += w * s.pointInCam;
    }
    const double tilt = angleBetween(plane.up, kLevelUp);
    if (!plane.up.allFinite() || !std::isfinite(plane.offset) || tilt > kMostTiltRad || support < 1e-3)
        return withoutStances(evidence);

    GroundPlane ground;
    ground.upInCam = plane.up;
    ground.offsetM = plane.offset;
    middle /= support;
    ground.pivotInCam = middle - (plane.up.dot(middle) + plane.offset) * plane.up;
    constexpr double kHalfTrusted = 3, kDoubtfulRad = 15 * kDegree, kUnknownPosture = 0.6;
    const double agreement =
        evidence.posture ? std::exp(-std::pow(angleBetween(plane.up, evidence.posture->upInCam) / kDoubtfulRad, 2))
                         : kUnknownPosture;
    ground.confidence = std::clamp(support / (support + kHalfTrusted) * (support / all) * agreement, 0.0, 1.0);
    return ground;
}

}  // namespace ropetp::trajectory
