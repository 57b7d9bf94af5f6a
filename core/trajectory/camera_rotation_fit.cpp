#include "trajectory/camera_rotation_fit_p.h"

#include "base/rotation.h"
#include "trajectory/background_flow_p.h"

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace ropetp::trajectory {
namespace {

/// Agreement, in pixels of the small copy.
constexpr double kInlierPx = 1.25;
constexpr std::size_t kFewestPoints = 10;
constexpr int kFewestCells = 5;
/// What a followed point errs by at least: below this, small residuals say nothing about certainty.
constexpr double kNoisePx = 0.1;

/// The right-handed frame of two directions.
Eigen::Matrix3d frameOf(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
    Eigen::Matrix3d m;
    m.col(0) = a;
    m.col(1) = a.cross(b).normalized();
    m.col(2) = m.col(0).cross(m.col(1));
    return m;
}

class Fitter {
  public:
    Fitter(std::span<const BearingPair> pairs, double pixelRad) : pairs_(pairs), pixelRad_(pixelRad), agrees_(pairs.size()) {}

    CellVotes votes(const Eigen::Matrix3d& r) {
        const double most = std::pow(kInlierPx * pixelRad_, 2);
        for (std::size_t i = 0; i < pairs_.size(); ++i) agrees_[i] = (pairs_[i].now - r * pairs_[i].key).squaredNorm() < most;
        return countCells(pairs_, agrees_);
    }

    Eigen::Matrix3d ransac() {
        // A fixed seed, so that a solve is repeatable. Standing still is asked first: it wins a draw.
        constexpr int kTrials = 80;
        constexpr double kApartRad = 0.1;
        std::mt19937 rng(23);
        Eigen::Matrix3d best = Eigen::Matrix3d::Identity();
        int most = votes(best).agreeing;
        for (int t = 0; t < kTrials; ++t) {
            const BearingPair& p = pairs_[rng() % pairs_.size()];
            const BearingPair& q = pairs_[rng() % pairs_.size()];
            const double angle = p.key.cross(q.key).norm(), then = p.now.cross(q.now).norm();
            if (angle < kApartRad || std::abs(angle - then) > 2 * kInlierPx * pixelRad_) continue;
            const Eigen::Matrix3d r = frameOf(p.now, q.now) * frameOf(p.key, q.key).transpose();
            const int n = votes(r).agreeing;
            if (n > most) {
                most = n;
                best = r;
            }
        }
        return best;
    }

    /// Tukey's weights over the points near `r`; the information left is that of the last step.
    Eigen::Matrix3d refined(Eigen::Matrix3d r, Eigen::Matrix3d& information) const {
        constexpr int kSteps = 8;
        const double cut = 2 * kInlierPx * pixelRad_;
        for (int s = 0; s < kSteps; ++s) {
            Eigen::Matrix3d a = Eigen::Matrix3d::Zero();
            Eigen::Vector3d b = Eigen::Vector3d::Zero();
            for (const auto& p : pairs_) {
                const Eigen::Vector3d turned = r * p.key;
                const double e = (p.now - turned).norm() / cut;
                if (e >= 1) continue;
                const double w = p.weight * std::pow(1 - e * e, 2);
                a += w * (Eigen::Matrix3d::Identity() - turned * turned.transpose());
                b += w * turned.cross(p.now);
            }
            information = a;
            const Eigen::FullPivLU<Eigen::Matrix3d> lu(a);
            if (!lu.isInvertible()) break;
            const Eigen::Vector3d step = lu.solve(b);
            r = matrixFromAxisAngle(step) * r;
            if (step.norm() < 1e-4 * pixelRad_) break;
        }
        return r;
    }

    double medianResidual(const Eigen::Matrix3d& r) const {
        std::vector<double> all;
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            if (agrees_[i]) all.push_back((pairs_[i].now - r * pairs_[i].key).norm());
        if (all.empty()) return kInlierPx * pixelRad_;
        std::nth_element(all.begin(), all.begin() + std::ptrdiff_t(all.size() / 2), all.end());
        return all[all.size() / 2];
    }

  private:
    std::span<const BearingPair> pairs_;
    double pixelRad_;
    std::vector<char> agrees_;
};

}  // namespace

CellVotes countCells(std::span<const BearingPair> pairs, std::span<const char> agrees) {
    constexpr int kCells = kGridColumns * kGridRows;
    std::array<int, kCells> all{}, yes{};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto c = std::size_t(std::clamp(pairs[i].cell, 0, kCells - 1));
        ++all[c];
        if (agrees[i]) ++yes[c];
    }
    CellVotes v;
    int x0 = kGridColumns, x1 = -1, y0 = kGridRows, y1 = -1;
    for (int c = 0; c < kCells; ++c) {
        const int n = all[std::size_t(c)];
        v.occupied += n > 0;
        if (n == 0 || 2 * yes[std::size_t(c)] < n) continue;
        ++v.agreeing;
        x0 = std::min(x0, c % kGridColumns);
        x1 = std::max(x1, c % kGridColumns);
        y0 = std::min(y0, c / kGridColumns);
        y1 = std::max(y1, c / kGridColumns);
    }
    if (v.agreeing) v.spread = double((x1 - x0 + 1) * (y1 - y0 + 1)) / kCells;
    return v;
}

std::optional<RotationFit> fitRotation(std::span<const BearingPair> pairs, double pixelRad) {
    Fitter fitter(pairs, pixelRad);
    if (pairs.size() < kFewestPoints || fitter.votes(Eigen::Matrix3d::Identity()).occupied < kFewestCells) return std::nullopt;
    RotationFit fit;
    Eigen::Matrix3d information;
    fit.nowFromKey = fitter.refined(fitter.ransac(), information);
    const CellVotes v = fitter.votes(fit.nowFromKey);
    if (v.agreeing < 2) return std::nullopt;
    fit.cells = v.occupied;
    fit.support = double(v.agreeing) / v.occupied;
    fit.spread = v.spread;
    fit.residualRad = fitter.medianResidual(fit.nowFromKey);
    const double sigma = std::max(kNoisePx * pixelRad, 0.85 * fit.residualRad);  // Rayleigh: median 1.18 sigma
    fit.covariance = sigma * sigma * (information + 1e-6 * Eigen::Matrix3d::Identity()).inverse();
    return fit;
}

}  // namespace ropetp::trajectory
