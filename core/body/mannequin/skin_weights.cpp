#include "body/mannequin/skin_weights.h"

#include "body/mannequin/proportions.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace ropetp::body::mannequin_detail {
namespace {

using Row = Eigen::Matrix<double, 1, kJointCount>;

/// Gives a share of what `from` holds to `to`.
void pass(Row& w, Joint from, Joint to, double share) {
    const double given = w[index(from)] * share;
    w[index(from)] -= given;
    w[index(to)] += given;
}

double jointY(Joint j) { return designJoints()(index(j), 1); }
double jointX(Joint j) { return designJoints()(index(j), 0); }

void spine(Row& w, const Vector3d& p) {
    pass(w, Joint::Pelvis, Joint::Spine1, smoothStep(jointY(Joint::Spine1) - 0.075, jointY(Joint::Spine1) + 0.055, p.y()));
    pass(w, Joint::Spine1, Joint::Spine2, smoothStep(jointY(Joint::Spine2) - 0.085, jointY(Joint::Spine2) + 0.035, p.y()));
    pass(w, Joint::Spine2, Joint::Spine3, smoothStep(jointY(Joint::Spine3) - 0.040, jointY(Joint::Spine3) + 0.065, p.y()));
}

void neckAndHead(Row& w, const Vector3d& p) {
    // The neck's root is lower in front (pit of the throat) than behind (seventh vertebra).
    const double root = 1.436 - 0.40 * (p.z() + 0.034);
    const double nearAxis = 1 - smoothStep(0.060, 0.115, p.x());
    const double neck = smoothStep(root - 0.030, root + 0.040, p.y()) * nearAxis;
    pass(w, Joint::Spine3, Joint::Neck, neck);
    // The jaw belongs to the head, the throat to the neck.
    const double base = 1.528 - 0.42 * (p.z() + 0.02);
    pass(w, Joint::Neck, Joint::Head, smoothStep(base - 0.030, base + 0.030, p.y()));
}

void hip(Row& w, const Vector3d& p, Part part) {
    // From the crotch up and out towards the front of the hip bone.
    const double line = 0.848 + 0.50 * std::min(p.x(), 0.17) + (p.z() > 0 ? 0.0 : -0.012);
    double leg = smoothStep(line + 0.062, line - 0.062, p.y());
    double left = 1;
    if (part == Part::Torso) left = smoothStep(-0.030, 0.030, p.x());
    pass(w, Joint::Pelvis, Joint::RightHip, leg * (1 - left));
    const double rest = leg * (1 - left) < 1 ? leg * left / (1 - leg * (1 - left)) : 0;
    pass(w, Joint::Pelvis, Joint::LeftHip, rest);
}

void legChain(Row& w, const Vector3d& p, Part part) {
    if (part != Part::Leg && part != Part::Foot) return;
    const double knee = jointY(Joint::LeftKnee), ankle = jointY(Joint::LeftAnkle);
    pass(w, Joint::LeftHip, Joint::LeftKnee, smoothStep(knee + 0.055, knee - 0.050, p.y()));
    // The ankle's crease runs from the heel's tendon down to the instep.
    const double crease = ankle + 0.012 + 0.25 * (p.z() + 0.034);
    pass(w, Joint::LeftKnee, Joint::LeftAnkle, smoothStep(crease + 0.035, crease - 0.030, p.y()));
    const double ball = designJoints()(index(Joint::LeftFoot), 2);
    pass(w, Joint::LeftAnkle, Joint::LeftFoot, smoothStep(ball - 0.018, ball + 0.026, p.z()));
}

void shoulder(Row& w, const Vector3d& p, Part part) {
    const double above = smoothStep(1.255, 1.385, p.y());
    const double collar = smoothStep(0.020, 0.125, p.x()) * above;
    pass(w, Joint::Spine3, Joint::LeftCollar, collar * 0.9);
    // Joint line of the shoulder: further in on top than in the armpit.
    const double centre = jointX(Joint::LeftShoulder) - 0.10 * (p.y() - jointY(Joint::LeftShoulder));
    double arm = smoothStep(centre - 0.052, centre + 0.050, p.x());
    if (part != Part::Arm) arm *= smoothStep(1.285, 1.365, p.y());
    for (Joint from : {Joint::Pelvis, Joint::Spine1, Joint::Spine2, Joint::Spine3, Joint::LeftCollar, Joint::Neck})
        pass(w, from, Joint::LeftShoulder, arm);
}

void armChain(Row& w, const Vector3d& p, Part part) {
    if (part < Part::Arm) return;
    const double elbow = jointX(Joint::LeftElbow), wrist = jointX(Joint::LeftWrist), hand = jointX(Joint::LeftHand);
    pass(w, Joint::LeftShoulder, Joint::LeftElbow, smoothStep(elbow - 0.042, elbow + 0.042, p.x()));
    pass(w, Joint::LeftElbow, Joint::LeftWrist, smoothStep(wrist - 0.030, wrist + 0.024, p.x()));
    if (part == Part::Thumb) return;
    pass(w, Joint::LeftWrist, Joint::LeftHand, smoothStep(hand - 0.016, hand + 0.022, p.x()));
}

}  // namespace

Row skinWeights(const Vector3d& p, Part part) {
    Row w = Row::Zero();
    w[0] = 1;
    if (part >= Part::Arm) {
        pass(w, Joint::Pelvis, Joint::Spine3, 1);
    } else if (part == Part::Leg || part == Part::Foot) {
        hip(w, p, part);
    } else {
        hip(w, p, part);
        spine(w, p);
        neckAndHead(w, p);
    }
    if (part != Part::Head && part != Part::Leg && part != Part::Foot) shoulder(w, p, part);
    legChain(w, p, part);
    armChain(w, p, part);
    return w;
}

void smoothWeights(Eigen::MatrixXd& weights, const std::vector<std::vector<int>>& neighbours, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        Eigen::MatrixXd next = weights;
        for (Eigen::Index v = 0; v < weights.rows(); ++v) {
            Row mean = Row::Zero();
            for (int n : neighbours[v]) mean += weights.row(n);
            next.row(v) = 0.5 * weights.row(v) + 0.5 / double(neighbours[v].size()) * mean;
        }
        weights = next;
    }
    constexpr int kKept = 4;
    for (Eigen::Index v = 0; v < weights.rows(); ++v) {
        std::array<int, kJointCount> order{};
        std::iota(order.begin(), order.end(), 0);
        // Ties are broken by joint number, so that both sides of the body agree.
        std::sort(order.begin(), order.end(), [&](int a, int b) {
            return weights(v, a) != weights(v, b) ? weights(v, a) > weights(v, b) : a < b;
        });
        for (int k = kKept; k < kJointCount; ++k) weights(v, order[k]) = 0;
        weights.row(v) = (weights.row(v).array() < 1e-3).select(0, weights.row(v));
        weights.row(v) /= weights.row(v).sum();
    }
}

}  // namespace ropetp::body::mannequin_detail
