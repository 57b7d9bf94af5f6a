#include "pose/frame_terms.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

constexpr double kNearestDepthM = 0.15;
constexpr int kMidHip = -2, kNone = -1;

/// Two landmarks whose difference in depth the landmark model judges from the picture.
struct DepthPair {
    int from, to;
    double sigmaScale;
};
constexpr std::array<DepthPair, 19> kDepthPairs = {{
    {23, 25, 1.0}, {24, 26, 1.0}, {25, 27, 1.0}, {26, 28, 1.0}, {29, 31, 0.7}, {30, 32, 0.7},
    {11, 13, 1.0}, {12, 14, 1.0}, {13, 15, 1.0}, {14, 16, 1.0}, {24, 23, 0.6}, {12, 11, 0.7},
    {23, 11, 1.0}, {24, 12, 1.0}, {7, 0, 0.6},   {8, 0, 0.6},   {8, 7, 0.6},   {15, 19, 1.0},
    {16, 20, 1.0},
}};

}  // namespace

std::array<AttachedPoint, kLandmarkPointCount> attachedPoints(const FitBody& body) {
    std::array<AttachedPoint, kLandmarkPointCount> points;
    for (int i = 0; i < kLandmarkPointCount; ++i) points[i] = attachedPoint(landmarkPoints()[i], body);
    return points;
}

void FrameTerms::setBody(const FitBody& body) {
    body_ = body;
    attached_ = attachedPoints(body);
    midHip_ = {0, (attached_[landmarkPointIndex(23)].offset + attached_[landmarkPointIndex(24)].offset) / 2};
}

void FrameTerms::addRow(int a, int b, const Eigen::Vector3d& direction, double residual, double weight) {
    const double root = std::sqrt(weight);
    rows_.push_back({a, b, root * direction, root * residual});
}

void FrameTerms::collectPictureRows(const FrameObservation& observation, double& energy) {
    // Deviations are metres at the body: the pelvis' depth turns angles into them.
    const double depth = std::max(midHipPoint_.z(), kNearestDepthM);
    const double c2 = settings_.robustSigmas * settings_.robustSigmas;
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        const PointObservation& seen = observation.points[i];
        if (seen.weight <= 0) continue;
        const Eigen::Vector3d& p = points_[i];
        const double z = std::max(p.z(), kNearestDepthM);
        const double scale = depth / landmarkPoints()[i].sigmaM;
        const double rx = scale * (p.x() / z - seen.ray.x()), ry = scale * (p.y() / z - seen.ray.y());
        const double r2 = rx * rx + ry * ry;
        const double share = c2 / (c2 + r2);
        const double weight = seen.weight * seen.weight * observation.informationScale;
        energy += 0.5 * weight * r2 * share;
        const double k = scale / z;
        addRow(i, kNone, {k, 0, -k * p.x() / z}, rx, weight * share * share);
        addRow(i, kNone, {0, k, -k * p.y() / z}, ry, weight * share * share);
    }
}

void FrameTerms::collectDepthRows(const FrameObservation& observation, double& energy) {
    const auto add = [&](int a, int b, double residual, double sigma, double weight) {
        const double r = residual / sigma;
        // Huber at two deviations.
        const double size = std::abs(r), share = size <= 2 ? 1 : 2 / size;
        energy += 0.5 * weight * (size <= 2 ? r * r : 4 * size - 4);
        addRow(a, b, {0, 0, 1 / sigma}, r, weight * share);
    };
    if (settings_.depthWeight > 0) {
        for (int i = 0; i < kLandmarkPointCount; ++i) {
            const PointObservation& seen = observation.points[i];
            if (seen.depthWeight <= 0) continue;
            const double weight = settings_.depthWeight * seen.depthWeight * observation.informationScale;
            add(i, kMidHip, points_[i].z() - midHipPoint_.z() - seen.fromMidHipM.z(), landmarkPoints()[i].depthSigmaM, weight);
        }
    }
    for (const DepthPair& pair : kDepthPairs) {
        const int a = landmarkPointIndex(pair.to), b = landmarkPointIndex(pair.from);
        const PointObservation &seenA = observation.points[a], &seenB = observation.points[b];
        if (seenA.depthWeight <= 0 || seenB.depthWeight <= 0) continue;
        const Eigen::Vector3d bone = seenA.fromMidHipM - seenB.fromMidHipM;
        const double length = bone.norm();
        if (length < 0.01) continue;
        // Its bones vary in length with the picture; the direction is what it knows.
        const double target = bone.z() / length * (points_[a] - points_[b]).norm();
        const double weight = settings_.boneDepthWeight * std::min(seenA.depthWeight, seenB.depthWeight) * observation.informationScale;
        add(a, b, points_[a].z() - points_[b].z() - target, settings_.boneDepthSigmaM * pair.sigmaScale, weight);
    }
}

double FrameTerms::add(const FrameState& state, const FrameObservation& observation, FrameMatrix* hessian, FrameVector* gradient) {
    kinematics_.update(body_, state);
    for (int i = 0; i < kLandmarkPointCount; ++i) points_[i] = kinematics_.point(attached_[i]);
    midHipPoint_ = kinematics_.point(midHip_);
    double energy = prior_.add(state, settings_.priorWeight * observation.informationScale, hessian, gradient);
    energy += addJointLimits(state, settings_.limitWeight, hessian, gradient);
    rows_.clear();
    if (observation.seen) {
        collectPictureRows(observation, energy);
        if (!observation.expected || observation.expected->besideDepths) collectDepthRows(observation, energy);
    }
    if (observation.expected) energy += addExpectedPose(state, *observation.expected, observation.informationScale, hessian, gradient);
    if (!hessian || rows_.empty()) return energy;

    std::array<PointJacobian, kLandmarkPointCount> pointJacobian;
    std::array<bool, kLandmarkPointCount> known{};
    const auto jacobianOf = [&](int i) -> const PointJacobian& {
        if (!known[i]) kinematics_.jacobian(attached_[i].joint, points_[i], pointJacobian[i]);
        known[i] = true;
        return pointJacobian[i];
    };
    PointJacobian midHip;
    kinematics_.jacobian(0, midHipPoint_, midHip);
    const auto count = static_cast<Eigen::Index>(rows_.size());
    if (jacobian_.rows() < count) {
        jacobian_.resize(count + 16, kFrameParams);
        residual_.resize(count + 16);
    }
    for (Eigen::Index i = 0; i < count; ++i) {
        const Row& row = rows_[i];
        auto out = jacobian_.row(i);
        out.noalias() = row.direction.transpose() * jacobianOf(row.pointA);
        if (row.pointB >= 0) out.noalias() -= row.direction.transpose() * jacobianOf(row.pointB);
        if (row.pointB == kMidHip) out.noalias() -= row.direction.transpose() * midHip;
        residual_[i] = row.residual;
    }
    const auto j = jacobian_.topRows(count);
    hessian->selfadjointView<Eigen::Lower>().rankUpdate(j.transpose());
    gradient->noalias() += j.transpose() * residual_.head(count);
    return energy;
}

std::array<double, kLandmarkPointCount> FrameTerms::residualsM(const FrameState& state, const FrameObservation& observation) {
    kinematics_.update(body_, state);
    std::array<double, kLandmarkPointCount> out;
    out.fill(-1);
    const double depth = std::max(kinematics_.point(midHip_).z(), kNearestDepthM);
    for (int i = 0; i < kLandmarkPointCount; ++i) {
        if (!observation.seen || observation.points[i].weight <= 0) continue;
        const Eigen::Vector3d p = kinematics_.point(attached_[i]);
        out[i] = depth * (p.head<2>() / std::max(p.z(), kNearestDepthM) - observation.points[i].ray).norm();
    }
    return out;
}

}  // namespace ropetp::pose
