#include "trajectory/floor_step_fit_p.h"

#include "base/rotation.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace ropetp::trajectory {
namespace {

using Vector6d = Eigen::Matrix<double, 6, 1>;
using Matrix6d = Eigen::Matrix<double, 6, 6>;

constexpr std::size_t kFewestPoints = 10;
/// Agreement, and the scale of the robust loss, in pixels of the picture that points were followed in.
constexpr double kInlierPx = 1.2, kLossPx = 0.5;
constexpr double kNoisePx = 0.15;
/// How much larger the error is than independent noise would make it: the floor is no plane, and points drift together.
constexpr double kTogether = 2;
/// How far a camera that somebody carries rises or sinks within a step.
constexpr double kRiseSigmaM = 0.04;

struct Camera {
    Eigen::Vector3d travel = Eigen::Vector3d::Zero();   ///< first axes
    Eigen::Vector3d turn = Eigen::Vector3d::Zero();
};

class StepFitter {
  public:
    StepFitter(const FloorStep& step, const FloorSight& sight) : sight_(sight) {
        for (const auto& p : step.points) {
            const Eigen::Vector3d ray(p.from.x(), p.from.y(), 1);
            const double down = -sight.up.dot(ray);
            if (down <= 1e-3 || sight.heightM / down > sight.farthestM) continue;
            onFloor_.push_back(sight.heightM / down * ray);
            seen_.push_back(p.to.cast<double>());
        }
    }

    std::size_t size() const { return onFloor_.size(); }

    Eigen::Vector2d residual(std::size_t i, const Eigen::Matrix3d& r, const Eigen::Vector3d& travel) const {
        const Eigen::Vector3d y = r * (onFloor_[i] - travel);
        if (y.z() < 0.05) return Eigen::Vector2d::Constant(1e3);
        return (y.head<2>() / y.z() - seen_[i]) / sight_.pixelRad;
    }

    Eigen::Matrix3d turned(const Camera& c) const { return matrixFromAxisAngle(c.turn) * sight_.toFromFrom; }

    /// Geman and McClure's loss, a point.
    double cost(const Camera& c) const {
        const Eigen::Matrix3d r = turned(c);
        double sum = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            const double e = residual(i, r, c.travel).squaredNorm();
            sum += e / (e + kLossPx * kLossPx);
        }
        return sum / double(size());
    }

    /// From two points, with the turn as it was told; linear.
    Camera ransac() const {
        constexpr int kTrials = 60;
        std::mt19937 rng(31);   // a fixed seed, so that a solve is repeatable
        Camera best;
        double least = cost(best);
        for (int t = 0; t < kTrials; ++t) {
            Eigen::Matrix3d a = Eigen::Matrix3d::Zero();
            Eigen::Vector3d b = Eigen::Vector3d::Zero();
            for (int k = 0; k < 2; ++k) addLinear(rng() % size(), a, b);
            const Eigen::Vector3d up = sight_.toFromFrom * sight_.up;
            const double rise = sight_.pixelRad / kRiseSigmaM;
            a += rise * rise * up * up.transpose();
            const Eigen::Vector3d inTo = a.ldlt().solve(b);
            if (!inTo.allFinite()) continue;
            const Camera c{sight_.toFromFrom.transpose() * inTo, Eigen::Vector3d::Zero()};
            if (const double value = cost(c); value < least) {
                least = value;
                best = c;
            }
        }
        return best;
    }

    /// @param moves  false: the camera only turns.
    Camera refined(Camera c, bool moves, Matrix6d& information) const {
        constexpr int kSteps = 8;
        for (int s = 0; s < kSteps; ++s) {
            Vector6d b;
            linearize(c, information, b);
            if (!moves) {
                information.topRows<3>().setZero();
                information.leftCols<3>().setZero();
                information.topLeftCorner<3, 3>().setIdentity();
                b.head<3>().setZero();
            }
            const Vector6d step = information.ldlt().solve(b);
            if (!step.allFinite()) break;
            c.travel += step.head<3>();
            c.turn += step.tail<3>();
            if (step.head<3>().norm() < 1e-5 && step.tail<3>().norm() < 1e-3 * sight_.pixelRad) break;
        }
        return c;
    }

    void describe(const Camera& c, FloorStepFit& fit) const {
        const Eigen::Matrix3d r = turned(c);
        std::vector<double> all;
        for (std::size_t i = 0; i < size(); ++i)
            if (const double e = residual(i, r, c.travel).norm(); e < kInlierPx) all.push_back(e);
        fit.points = int(size());
        fit.agreeing = int(all.size());
        fit.residualPx = kInlierPx;
        if (all.empty()) return;
        std::nth_element(all.begin(), all.begin() + std::ptrdiff_t(all.size() / 2), all.end());
        fit.residualPx = all[all.size() / 2];
    }

  private:
    /// R (X - t) is parallel to what was seen: two equations for R t.
    void addLinear(std::size_t i, Eigen::Matrix3d& a, Eigen::Vector3d& b) const {
        const Eigen::Vector3d y = sight_.toFromFrom * onFloor_[i];
        for (int k = 0; k < 2; ++k) {
            Eigen::Vector3d row = Eigen::Vector3d::Zero();
            row[k] = 1 / y.z();
            row.z() = -seen_[i][k] / y.z();
            a += row * row.transpose();
            b += row * (y[k] / y.z() - seen_[i][k]);
        }
    }

    /// Normal equations with what was known before.
    void linearize(const Camera& c, Matrix6d& a, Vector6d& b) const {
        const Eigen::Matrix3d r = turned(c);
        a.setZero();
        b.setZero();
        for (std::size_t i = 0; i < size(); ++i) {
            const Eigen::Vector3d y = r * (onFloor_[i] - c.travel);
            if (y.z() < 0.05) continue;
            const Eigen::Vector2d e = residual(i, r, c.travel);
            const double w = std::pow(1 + e.squaredNorm() / (kLossPx * kLossPx), -2) / (kNoisePx * kNoisePx);
            Eigen::Matrix<double, 2, 3> project;
            project << 1 / y.z(), 0, -y.x() / (y.z() * y.z()), 0, 1 / y.z(), -y.y() / (y.z() * y.z());
            project /= sight_.pixelRad;
            Eigen::Matrix<double, 2, 6> j;
            j << -project * r, -project * skew(y);
            a += w * j.transpose() * j;
            b -= w * j.transpose() * e;
        }
        a /= kTogether * kTogether;
        b /= kTogether * kTogether;
        const double turn = 1 / (sight_.turnSigmaRad * sight_.turnSigmaRad), rise = 1 / (kRiseSigmaM * kRiseSigmaM);
        a.bottomRightCorner<3, 3>() += turn * Eigen::Matrix3d::Identity();
        b.tail<3>() -= turn * c.turn;
        a.topLeftCorner<3, 3>() += rise * sight_.up * sight_.up.transpose() + 1e-6 * Eigen::Matrix3d::Identity();
        b.head<3>() -= rise * sight_.up.dot(c.travel) * sight_.up;
    }

    const FloorSight& sight_;
    std::vector<Eigen::Vector3d> onFloor_;   ///< first axes, metres
    std::vector<Eigen::Vector2d> seen_;
};

}  // namespace

std::optional<FloorStepFit> fitFloorStep(const FloorStep& step, const FloorSight& sight, const FloorStepFit* start) {
    const StepFitter fitter(step, sight);
    if (fitter.size() < kFewestPoints) return std::nullopt;
    FloorStepFit fit;
    Matrix6d information;
    const Camera c = fitter.refined(start ? Camera{start->travelM, start->turn} : fitter.ransac(), true, information);
    fitter.describe(c, fit);
    fit.travelM = c.travel;
    fit.turn = c.turn;
    fit.cost = fitter.cost(c);
    fit.covariance = information.inverse().topLeftCorner<3, 3>();
    fit.costStanding = fitter.cost(fitter.refined({}, false, information));
    if (!fit.travelM.allFinite() || !fit.covariance.allFinite()) return std::nullopt;
    return fit;
}

}  // namespace ropetp::trajectory
