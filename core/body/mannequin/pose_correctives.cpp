#include "body/mannequin/pose_correctives.h"

#include "base/rotation.h"
#include "body/mannequin/proportions.h"

#include <Eigen/Dense>

#include <array>
#include <cmath>
#include <vector>

namespace ropetp::body::mannequin_detail {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

constexpr double kRidge = 0.02;
constexpr double kLeastShare = 0.01;

/// Largest bend about each axis that the fit looks at, radians: from, to.
struct Range {
    double xFrom, xTo, yFrom, yTo, zFrom, zTo;
};

Range rangeOf(Joint joint) {
    using enum Joint;
    switch (joint) {
        case LeftHip: return {-2.0, 0.6, -0.6, 0.6, -0.4, 0.9};
        case LeftKnee: return {-0.1, 2.3, -0.3, 0.3, -0.2, 0.2};
        case LeftAnkle: return {-0.6, 0.8, -0.4, 0.4, -0.4, 0.4};
        case LeftFoot: return {-0.9, 0.4, -0.2, 0.2, -0.2, 0.2};
        case Spine1:
        case Spine2:
        case Spine3: return {-0.4, 0.7, -0.5, 0.5, -0.4, 0.4};
        case Neck:
        case Head: return {-0.6, 0.6, -0.8, 0.8, -0.5, 0.5};
        case LeftCollar: return {-0.3, 0.3, -0.4, 0.3, -0.3, 0.5};
        case LeftShoulder: return {-0.8, 0.8, -1.6, 0.6, -1.5, 1.2};
        case LeftElbow: return {-0.8, 0.8, -2.3, 0.1, -0.3, 0.3};
        case LeftWrist: return {-0.6, 0.6, -0.5, 0.5, -1.1, 1.1};
        default: return {-0.3, 0.3, -0.3, 0.3, -1.4, 0.3};  // hand
    }
}

std::vector<Matrix3d> sampleRotations(const Range& r) {
    // Each axis alone, finely along the widest, then their combinations.
    std::vector<Matrix3d> samples;
    constexpr int kFine = 6;
    for (int i = 1; i <= kFine; ++i) {
        const double t = double(i) / kFine;
        for (double a : {r.xFrom * t, r.xTo * t}) samples.push_back(matrixFromAxisAngle({a, 0, 0}));
        for (double a : {r.yFrom * t, r.yTo * t}) samples.push_back(matrixFromAxisAngle({0, a, 0}));
        for (double a : {r.zFrom * t, r.zTo * t}) samples.push_back(matrixFromAxisAngle({0, 0, a}));
    }
    for (double x : {0.6 * r.xFrom, 0.6 * r.xTo})
        for (double y : {0.6 * r.yFrom, 0.6 * r.yTo})
            for (double z : {0.6 * r.zFrom, 0.6 * r.zTo}) samples.push_back(matrixFromAxisAngle({x, y, z}));
    return samples;
}

Eigen::Matrix<double, 1, 9> feature(const Matrix3d& r) {
    Eigen::Matrix<double, 1, 9> f;
    for (int e = 0; e < 9; ++e) f[e] = r(e / 3, e % 3) - (e % 4 == 0 ? 1.0 : 0.0);
    return f;
}

/// Share of the vertex that follows joint j: its own weight and its descendants'.
Eigen::VectorXd followShare(const Eigen::MatrixXd& weights, int j) {
    std::array<bool, kJointCount> below{};
    Eigen::VectorXd share = Eigen::VectorXd::Zero(weights.rows());
    for (int k = j; k < kJointCount; ++k) {
        below[k] = k == j || (kParents[k] >= 0 && below[kParents[k]]);
        if (below[k]) share += weights.col(k);
    }
    return share;
}

}  // namespace

Eigen::MatrixXf poseCorrectives(const Eigen::MatrixXd& vertices, const Eigen::MatrixXd& weights) {
    Eigen::MatrixXf dirs = Eigen::MatrixXf::Zero(3 * vertices.rows(), kPoseFeatureCount);
    for (int j = 1; j < kJointCount; ++j) {
        // The right side samples the mirrored rotations, so the result is symmetric.
        const bool right = kMirror[j] < j;
        std::vector<Matrix3d> samples = sampleRotations(rangeOf(static_cast<Joint>(right ? kMirror[j] : j)));
        const Matrix3d flip = Vector3d(-1, 1, 1).asDiagonal();
        if (right)
            for (Matrix3d& r : samples) r = flip * r * flip;
        const Eigen::Index n = static_cast<Eigen::Index>(samples.size());
        Eigen::MatrixXd features(n, 9);
        std::vector<Vector3d> logs(samples.size());
        for (Eigen::Index s = 0; s < n; ++s) {
            features.row(s) = feature(samples[s]);
            logs[s] = axisAngleFromMatrix(samples[s]);
        }
        const Eigen::Matrix<double, 9, 9> gram =
            features.transpose() * features + kRidge * Eigen::Matrix<double, 9, 9>::Identity();
        const Eigen::MatrixXd solve = gram.ldlt().solve(features.transpose());  // 9 x n

        const Eigen::VectorXd share = followShare(weights, j);
        const Vector3d joint = designJoints().row(j).transpose();
        Eigen::Matrix<double, Eigen::Dynamic, 3> offsets(n, 3);
        for (Eigen::Index v = 0; v < vertices.rows(); ++v) {
            const double w = share[v];
            if (w < kLeastShare || w > 1 - kLeastShare) continue;
            const Vector3d arm = vertices.row(v).transpose() - joint;
            for (Eigen::Index s = 0; s < n; ++s) {
                const Matrix3d blended = (1 - w) * Matrix3d::Identity() + w * samples[s];
                const Vector3d wanted = matrixFromAxisAngle(w * logs[s]) * arm;
                offsets.row(s) = (blended.inverse() * wanted - arm).transpose();
            }
            const Eigen::Matrix<double, 9, 3> fit = solve * offsets;
            dirs.block<3, 9>(3 * v, 9 * (j - 1)) = fit.transpose().cast<float>();
        }
    }
    return dirs;
}

}  // namespace ropetp::body::mannequin_detail
