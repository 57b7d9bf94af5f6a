#include "body/mannequin/joint_regressor.h"

#include "body/mannequin/proportions.h"

#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ropetp::body::mannequin_detail {
namespace {

constexpr int kCandidates = 200;
/// Shape directions are millimetres, positions decimetres, the sum is 1: brought to one size.
constexpr double kPositionScale = 10, kShapeScale = 100;
constexpr double kRankTolerance = 1e-7;

}  // namespace

Eigen::MatrixXd jointRegressor(const Eigen::MatrixXd& vertices, const Eigen::MatrixXd& shapeDirs,
                               const std::vector<int>& mirror) {
    const Eigen::Index count = vertices.rows();
    const JointPositions& joints = designJoints();
    Eigen::MatrixXd regressor = Eigen::MatrixXd::Zero(kJointCount, count);
    for (int j = 0; j < kJointCount; ++j) {
        if (kMirror[j] < j) continue;
        const Eigen::VectorXd distance = (vertices.rowwise() - joints.row(j)).rowwise().norm();
        std::vector<int> order(count);
        std::iota(order.begin(), order.end(), 0);
        const int candidates = std::min<int>(kCandidates, static_cast<int>(count));
        std::partial_sort(order.begin(), order.begin() + candidates, order.end(), [&](int a, int b) {
            return distance[a] != distance[b] ? distance[a] < distance[b] : a < b;
        });
        const double reach = distance[order[candidates - 1]];

        // Constraints A w = b: sum, place, and movement with each parameter.
        constexpr int kRows = 1 + 3 + 3 * kShapeCount;
        Eigen::MatrixXd a(kRows, candidates);
        Eigen::VectorXd b = Eigen::VectorXd::Zero(kRows);
        Eigen::VectorXd falloff(candidates);
        b[0] = 1;
        for (int i = 0; i < candidates; ++i) {
            const int v = order[i];
            a(0, i) = 1;
            a.block<3, 1>(1, i) = kPositionScale * (vertices.row(v) - joints.row(j)).transpose();
            for (int k = 0; k < kShapeCount; ++k) a.block<3, 1>(4 + 3 * k, i) = kShapeScale * shapeDirs.block<3, 1>(3 * v, k);
            falloff[i] = std::exp(-0.5 * std::pow(distance[v] / (0.6 * reach), 2));
        }
        for (int k = 0; k < kShapeCount; ++k)
            b.segment<3>(4 + 3 * k) = kShapeScale * jointShapeDelta(k).row(j).transpose();
        const Eigen::MatrixXd weighted = a * falloff.asDiagonal();
        // Through the small Gram matrix' eigenvectors: w = D A' (A D D A')^+ b.
        Eigen::JacobiSVD<Eigen::MatrixXd> svd(weighted * weighted.transpose(), Eigen::ComputeFullU | Eigen::ComputeFullV);
        svd.setThreshold(kRankTolerance);
        const Eigen::VectorXd w = falloff.asDiagonal() * (weighted.transpose() * svd.solve(b));
        for (int i = 0; i < candidates; ++i) {
            const int v = order[i];
            if (kMirror[j] == j) {
                regressor(j, v) += 0.5 * w[i];
                regressor(j, mirror[v]) += 0.5 * w[i];
            } else {
                regressor(j, v) = w[i];
                regressor(kMirror[j], mirror[v]) = w[i];
            }
        }
    }
    return regressor;
}

}  // namespace ropetp::body::mannequin_detail
