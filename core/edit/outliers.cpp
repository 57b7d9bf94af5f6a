#include "edit/outliers.h"

#include "base/rotation.h"

#include <Eigen/Cholesky>

#include <algorithm>

namespace ropetp::edit {
namespace {

/// A median deviation is that much smaller than the deviation of normal errors.
constexpr double kScale = 1.4826;
constexpr int kRounds = 10;

Eigen::Quaterniond quaternion(const Samples& s, std::size_t i) { return Eigen::Quaterniond(Eigen::Vector4d(s.row(Eigen::Index(i)).transpose())).normalized(); }

double median(std::vector<double>& v) {
    const auto middle = v.begin() + std::ptrdiff_t(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    return *middle;
}

/// Distances of the samples [first, end) from the median parabola around sample `at`.
class Neighbourhood {
  public:
    Neighbourhood(const Samples& s, std::span<const double> t, std::size_t first, std::size_t end, std::size_t at)
        : samples_(s), first_(first), rotations_(s.cols() == 4), powers_(Eigen::Index(end - first), 3) {
        if (rotations_) turn_ = quaternion(s, at);
        const double reach = std::max(t[at] - t[first], t[end - 1] - t[at]);
        for (std::size_t i = first; i < end; ++i) {
            const double u = (t[i] - t[at]) / reach;
            powers_.row(Eigen::Index(i - first)) << 1, u, u * u;
        }
        Eigen::MatrixXd offsets(powers_.rows(), 3);
        Eigen::VectorXd weights = Eigen::VectorXd::Ones(powers_.rows());
        for (int round = 0; round < kRounds; ++round) {
            for (Eigen::Index k = 0; k < powers_.rows(); ++k) offsets.row(k) = offset(first + std::size_t(k)).transpose();
            const Eigen::Matrix3d normal = powers_.transpose() * weights.asDiagonal() * powers_ + 1e-9 * Eigen::Matrix3d::Identity();
            curve_ = normal.ldlt().solve(powers_.transpose() * weights.asDiagonal() * offsets);
            distances_ = (offsets - powers_ * curve_).rowwise().norm();
            weights = distances_.cwiseMax(1e-6).cwiseInverse();
            if (!rotations_ || round + 1 == kRounds) continue;
            // Tangent space at the curve's middle: the next round's offsets are small there.
            turn_ = turn_ * quaternionFromAxisAngle(curve_.row(0).transpose());
        }
    }
    double distance(std::size_t i) const { return distances_[Eigen::Index(i - first_)]; }
    double medianDistance() const {
        std::vector<double> all(distances_.data(), distances_.data() + distances_.size());
        return median(all);
    }

  private:
    Eigen::Vector3d offset(std::size_t i) const {
        if (rotations_) return axisAngleFromQuaternion(turn_.conjugate() * quaternion(samples_, i));
        return samples_.row(Eigen::Index(i)).transpose();
    }
    const Samples& samples_;
    std::size_t first_;
    bool rotations_;
    Eigen::Quaterniond turn_ = Eigen::Quaterniond::Identity();
    Eigen::Matrix<double, Eigen::Dynamic, 3> powers_;   ///< 1, u, u^2 a sample
    Eigen::Matrix3d curve_ = Eigen::Matrix3d::Zero();   ///< coefficients, one power a row
    Eigen::VectorXd distances_;
};

/// How far a sample lies from the straight way between two others.
double fromChord(const Samples& s, std::span<const double> t, std::size_t a, std::size_t i, std::size_t b) {
    const double u = (t[i] - t[a]) / (t[b] - t[a]);
    if (s.cols() == 4) return quaternion(s, a).slerp(u, quaternion(s, b)).angularDistance(quaternion(s, i));
    return ((1 - u) * s.row(Eigen::Index(a)) + u * s.row(Eigen::Index(b)) - s.row(Eigen::Index(i))).norm();
}

}  // namespace

std::vector<bool> outliers(const Samples& samples, std::span<const double> timeSec, double windowSec, double sigmas, double least) {
    // A limb that turns round quickly leaves the parabola too, but not the way between its neighbours.
    constexpr double kOfDistance = 0.6;
    const std::size_t n = timeSec.size();
    std::vector<bool> out(n, false);
    std::vector<double> distance(n, 0);
    std::size_t first = 0, end = 0;
    for (std::size_t i = 0; i < n; ++i) {
        while (timeSec[i] - timeSec[first] > windowSec) ++first;
        while (end < n && timeSec[end] - timeSec[i] <= windowSec) ++end;
        if (end - first < 5) continue;
        const Neighbourhood around(samples, timeSec, first, end, i);
        distance[i] = around.distance(i);
        out[i] = distance[i] > std::max(least, sigmas * kScale * around.medianDistance());
    }
    const std::vector<bool> suspects = out;
    for (std::size_t i = 0; i < n; ++i) {
        if (!suspects[i]) continue;
        std::size_t a = i, b = i;
        while (a > 0 && suspects[a]) --a;
        while (b + 1 < n && suspects[b]) ++b;
        if (!suspects[a] && !suspects[b]) out[i] = fromChord(samples, timeSec, a, i, b) > std::max(least, kOfDistance * distance[i]);
    }
    return out;
}

}  // namespace ropetp::edit
