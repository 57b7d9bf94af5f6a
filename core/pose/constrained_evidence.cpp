#include "pose/constrained_evidence.h"

#include "pose/side_swaps.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

/// A landmark's usual distance from the body, at least, metres: below it, distances say nothing.
constexpr double kLeastSigmaM = 0.022;
/// So many deviations from a held pose begin to contradict it, and so many surely do.
constexpr double kDoubtful = 3, kContradicts = 6;
/// A pose whose sides are exchanged in the picture: exchanged landmarks lie so much nearer.
constexpr double kSwapRatio = 0.5, kLeastSwapM = 0.06;
/// The exchange is over where the landmarks as labelled go on so much more smoothly.
constexpr double kOverRatio = 0.5;

double smoothStep(double x, double low, double high) {
    const double u = std::clamp((x - low) / (high - low), 0.0, 1.0);
    return u * u * (3 - 2 * u);
}

double sigmaOf(int point) { return std::max(kLeastSigmaM, landmarkPoints()[std::size_t(point)].sigmaM); }

/// Mean distance of a pair of limbs' landmarks from a pose, metres; -1 where too few are seen.
double limbDistance(FrameTerms& terms, const FrameState& state, const FrameObservation& observation, LimbPair limbs) {
    const auto distances = terms.residualsM(state, observation);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        const BodyPart part = partOfPoint(i);
        const bool inPair = limbs == LimbPair::Arms ? part == BodyPart::LeftArm || part == BodyPart::RightArm : part == BodyPart::LeftLeg || part == BodyPart::RightLeg;
        // Shoulders and hips do not change places.
        if (!inPair || distances[std::size_t(i)] < 0) continue;
        sum += distances[std::size_t(i)];
        ++count;
    }
    return count < 4 ? -1 : sum / count;
}

/// Where the landmarks of a frame should be if they go on as on the two frames before.
FrameObservation continued(const FrameObservation& before, const FrameObservation& last, double untilSec) {
    FrameObservation next = last;
    const double dt = last.ptsSec - before.ptsSec, u = std::abs(dt) > 1e-6 ? (untilSec - last.ptsSec) / dt : 0;
    if (!before.seen || u <= 0 || u > 3) return next;
    for (std::size_t i = 0; i < next.points.size(); ++i)
        if (before.points[i].weight > 0) next.points[i].ray += u * (last.points[i].ray - before.points[i].ray);
    return next;
}

void followExchange(std::vector<FrameObservation>& frames, std::size_t from, int step, LimbPair limbs) {
    std::ptrdiff_t before = -1, last = std::ptrdiff_t(from);
    for (std::ptrdiff_t i = last + step; i >= 0 && i < std::ptrdiff_t(frames.size()); i += step) {
        FrameObservation& now = frames[std::size_t(i)];
        if (!now.seen) continue;
        const FrameObservation& previous = frames[std::size_t(last)];
        const FrameObservation expected = before < 0 ? previous : continued(frames[std::size_t(before)], previous, now.ptsSec);
        const SideCost cost = sideCost(expected, now, limbs);
        if (cost.points > 0 && cost.same < kOverRatio * cost.swapped) return;
        exchangeSides(now, limbs);
        before = last;
        last = i;
    }
}

}  // namespace

BodyPart partOfJoint(int joint) {
    static constexpr std::array<int, body::kJointCount> kPart = {0, 4, 5, 0, 4, 5, 0, 4, 5, 0, 4, 5, 1, 2, 3, 1, 2, 3, 2, 3, 2, 3, 2, 3};
    return BodyPart(kPart[std::size_t(joint)]);
}

BodyPart partOfPoint(int point) {
    const int landmark = landmarkPoints()[std::size_t(point)].landmark;
    if (landmark <= 10) return BodyPart::Head;
    if (landmark == 11 || landmark == 12 || landmark == 23 || landmark == 24) return BodyPart::Torso;
    const bool left = landmark % 2 == 1;
    if (landmark < 23) return left ? BodyPart::LeftArm : BodyPart::RightArm;
    return left ? BodyPart::LeftLeg : BodyPart::RightLeg;
}

PerPart<PartAgreement> agreement(FrameTerms& terms, const FrameState& state, const FrameObservation& observation) {
    PerPart<PartAgreement> out;
    if (!observation.seen) return out;
    const auto distances = terms.residualsM(state, observation);
    PerPart<double> weights{}, squares{}, points{};
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        const auto part = std::size_t(partOfPoint(i));
        points[part] += 1;
        const double weight = observation.points[std::size_t(i)].weight;
        if (weight <= 0 || distances[std::size_t(i)] < 0) continue;
        const double d = distances[std::size_t(i)] / sigmaOf(i);
        weights[part] += weight;
        squares[part] += weight * std::min(d * d, 100.0);
    }
    for (std::size_t p = 0; p < out.size(); ++p) {
        if (weights[p] <= 0) continue;
        out[p] = {std::clamp(2 * weights[p] / points[p] - 0.2, 0.0, 1.0), std::sqrt(squares[p] / weights[p])};
    }
    return out;
}

PerPart<HeldShares> partShares(std::span<const HeldPose> held, double ptsSec) {
    PerPart<HeldShares> out;
    for (int joint = -1; joint < body::kJointCount; ++joint) {
        HeldShares& best = out[std::size_t(joint < 0 ? BodyPart::Torso : partOfJoint(joint))];
        const HeldShares s = heldShares(held, joint, ptsSec);
        if (s.sum() > best.sum()) best = s;
    }
    return out;
}

void putSidesRight(std::vector<FrameObservation>& frames, std::span<const HeldFrame> held, FrameTerms& terms) {
    for (const LimbPair limbs : {LimbPair::Legs, LimbPair::Arms}) {
        const auto left = std::size_t(limbs == LimbPair::Legs ? BodyPart::LeftLeg : BodyPart::LeftArm), right = left + 1;
        for (const HeldFrame& h : held) {
            if (!h.parts[left] || !h.parts[right] || !frames[h.at].seen) continue;
            FrameObservation exchanged = frames[h.at];
            exchangeSides(exchanged, limbs);
            const double labelled = limbDistance(terms, h.state, frames[h.at], limbs), swapped = limbDistance(terms, h.state, exchanged, limbs);
            if (labelled < kLeastSwapM || swapped < 0 || swapped > kSwapRatio * labelled) continue;
            frames[h.at] = exchanged;
            followExchange(frames, h.at, 1, limbs);
            followExchange(frames, h.at, -1, limbs);
        }
    }
}

void believeHeldPoses(std::vector<FrameObservation>& frames, std::span<const HeldFrame> held, std::span<const HeldPose> poses, FrameTerms& terms) {
    struct Difference {
        double contradicts = 0;
        Eigen::Vector2d ray = Eigen::Vector2d::Zero();
        Eigen::Vector3d fromMidHip = Eigen::Vector3d::Zero();
    };
    std::vector<std::array<Difference, kLandmarkPointCount>> all(held.size());
    const auto attached = attachedPoints(terms.body());
    FrameKinematics kinematics;
    for (std::size_t k = 0; k < held.size(); ++k) {
        const FrameObservation& seen = frames[held[k].at];
        if (!seen.seen) continue;
        const auto distances = terms.residualsM(held[k].state, seen);
        kinematics.update(terms.body(), held[k].state);
        const Eigen::Vector3d midHip = (kinematics.point(attached[std::size_t(landmarkPointIndex(23))]) + kinematics.point(attached[std::size_t(landmarkPointIndex(24))])) / 2;
        for (int i = 0; i < kLandmarkPointCount; ++i) {
            const auto p = std::size_t(i);
            if (!held[k].parts[std::size_t(partOfPoint(i))] || distances[p] < 0) continue;
            const Eigen::Vector3d point = kinematics.point(attached[p]);
            Difference& d = all[k][p];
            d.contradicts = smoothStep(distances[p] / sigmaOf(i), kDoubtful, kContradicts);
            d.ray = (1 - d.contradicts) * (seen.points[p].ray - point.head<2>() / std::max(point.z(), 0.15));
            if (seen.points[p].depthWeight > 0) d.fromMidHip = (1 - d.contradicts) * (seen.points[p].fromMidHipM - (point - midHip));
        }
    }
    for (FrameObservation& frame : frames) {
        const auto shares = partShares(poses, frame.ptsSec);
        for (int i = 0; i < kLandmarkPointCount; ++i) {
            const HeldShares& s = shares[std::size_t(partOfPoint(i))];
            PointObservation& point = frame.points[std::size_t(i)];
            for (const auto& [k, share] : {std::pair(s.before, s.shareBefore), std::pair(s.after, s.shareAfter)}) {
                if (k < 0 || share <= 0) continue;
                const Difference& d = all[std::size_t(k)][std::size_t(i)];
                point.weight *= 1 - share * d.contradicts;
                point.depthWeight *= 1 - share * d.contradicts;
                point.ray -= share * d.ray;
                point.fromMidHipM -= share * d.fromMidHip;
            }
        }
    }
}

}  // namespace ropetp::pose
