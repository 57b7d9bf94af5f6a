#include "trajectory/camera_rotation_fit_p.h"

#include "base/rotation.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ropetp::trajectory {
namespace {

using Vector5d = Eigen::Matrix<double, 5, 1>;
using Matrix5d = Eigen::Matrix<double, 5, 5>;

constexpr double kInlierPx = 1.25, kNoisePx = 0.1;
/// What a point may cost: the scale across the great circles and beyond infinity, in pixels of the small copy, and how little it
/// costs to be near (scale in pixels, and weight): enough to choose where the pictures do not, too little to outvote them.
struct Loss { double acrossPx, nearPx, nearWeight; };
constexpr Loss kBroad{0.6, 2.5, 0.04}, kFine{0.2, 2.5, 0.01};
/// How much larger the error is than independent noise would make it: what a camera passes by changes its shape, and
/// followed points drift on it together. From scenes with truth.
constexpr double kDeforming = 2;
/// Nearer than this to the direction, in pixels, a point has no great circle of its own.
constexpr double kNoCirclePx = 2;

struct State {
    Eigen::Matrix3d r = Eigen::Matrix3d::Identity();
    Eigen::Vector3d t = Eigen::Vector3d::UnitZ();
};

/// Where a point lies to the circle from its place at infinity towards the direction, in pixels.
struct Residual { double across = 0, along = 0; };

class ParallaxFitter {
  public:
    ParallaxFitter(std::span<const BearingPair> pairs, double pixelRad) : pairs_(pairs), pixelRad_(pixelRad) {}

    Residual residual(const BearingPair& p, const State& s) const {
        const Eigen::Vector3d far = s.r * p.key;
        const Eigen::Vector3d across = far.cross(s.t);
        const double sine = across.norm();
        if (sine < kNoCirclePx * pixelRad_) return {(p.now - far).norm() / pixelRad_, 0};
        const Eigen::Vector3d towards = (s.t - far.dot(s.t) * far) / sine;
        return {across.dot(p.now) / sine / pixelRad_, std::atan2(p.now.dot(towards), p.now.dot(far)) / pixelRad_};
    }

    double cost(const State& s, const Loss& loss) const {
        double sum = 0;
        for (const auto& p : pairs_) {
            const Residual e = residual(p, s);
            const double behind = std::min(e.along, 0.0), near = std::max(e.along, 0.0);
            sum += p.weight * (std::log1p((e.across * e.across + behind * behind) / (loss.acrossPx * loss.acrossPx)) +
                               loss.nearWeight * std::log1p(near * near / (loss.nearPx * loss.nearPx)));
        }
        return sum;
    }

    /// The direction that most great circles through (R key, now) meet, for a given turn; its sign is open.
    Eigen::Vector3d directionFor(const Eigen::Matrix3d& r) const {
        Eigen::Vector3d t = Eigen::Vector3d::Zero();
        for (int step = 0; step < 4; ++step) {
            Eigen::Matrix3d m = Eigen::Matrix3d::Zero();
            for (const auto& p : pairs_) {
                const Eigen::Vector3d n = (r * p.key).cross(p.now);
                const double moved = n.norm() / pixelRad_;
                const double e = step == 0 || moved < 1e-6 ? 0 : n.dot(t) / pixelRad_;
                m += p.weight / (1 + e * e) / (1 + 0.05 * moved * moved) * n * n.transpose();
            }
            t = Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(m).eigenvectors().col(0);
        }
        return t;
    }

    /// Turned along the direction until nearly all points lie on the near side of infinity. A camera that moves sideways looks much
    /// like one that turns: from a start on the wrong side no descent finds back.
    State pushedToInfinity(State s) const {
        Eigen::Vector3d middle = Eigen::Vector3d::Zero();
        std::vector<double> along;
        for (const auto& p : pairs_) {
            middle += p.now;
            along.push_back(residual(p, s).along);
        }
        const Eigen::Vector3d axis = middle.normalized().cross(s.t);
        if (axis.norm() < 0.5) return s;
        const auto farthest = along.begin() + std::ptrdiff_t(along.size() / 10);
        std::nth_element(along.begin(), farthest, along.end());
        s.r = matrixFromAxisAngle(*farthest * pixelRad_ * axis.normalized()) * s.r;
        return s;
    }

    static State moved(const State& s, const Vector5d& d) {
        State n;
        n.r = matrixFromAxisAngle(d.head<3>()) * s.r;
        const Eigen::Vector3d e1 = s.t.unitOrthogonal(), e2 = s.t.cross(e1);
        n.t = (s.t + d[3] * e1 + d[4] * e2).normalized();
        return n;
    }

    /// Normal equations at `s`.
    void linearize(const State& s, const Loss& loss, Matrix5d& a, Vector5d& b) const {
        constexpr double kStep = 1e-6;
        std::array<State, 5> shifted;
        for (int k = 0; k < 5; ++k) shifted[std::size_t(k)] = moved(s, kStep * Vector5d::Unit(k));
        a.setZero();
        b.setZero();
        for (const auto& p : pairs_) {
            const Residual e = residual(p, s);
            Vector5d across, along;
            for (int k = 0; k < 5; ++k) {
                const Residual f = residual(p, shifted[std::size_t(k)]);
                across[k] = (f.across - e.across) / kStep;
                along[k] = (f.along - e.along) / kStep;
            }
            const double behind = std::min(e.along, 0.0);
            const double w = p.weight / (loss.acrossPx * loss.acrossPx + e.across * e.across + behind * behind);
            const double wAlong = e.along < 0 ? w : p.weight * loss.nearWeight / (loss.nearPx * loss.nearPx + e.along * e.along);
            a += w * across * across.transpose() + wAlong * along * along.transpose();
            b -= w * e.across * across + wAlong * e.along * along;
        }
    }

    State refined(State s, const Loss& loss, int steps, double& value) const {
        double damping = 1e-3;
        value = cost(s, loss);
        for (int i = 0; i < steps; ++i) {
            Matrix5d a;
            Vector5d b;
            linearize(s, loss, a, b);
            bool better = false;
            for (int attempt = 0; attempt < 4 && !better; ++attempt) {
                Matrix5d damped = a;
                damped.diagonal() += damping * a.diagonal() + Vector5d::Constant(1e-9);
                const State next = moved(s, damped.ldlt().solve(b));
                const double nextValue = cost(next, loss);
                better = nextValue < value;
                if (better) {
                    const bool done = value - nextValue < 1e-5 * value;
                    s = next;
                    value = nextValue;
                    damping = std::max(1e-6, damping * 0.2);
                    if (done) return s;
                } else {
                    damping *= 10;
                }
            }
            if (!better) break;
        }
        return s;
    }

    /// Of the turn, with the direction marginalized out and without the preference for infinity: what the pictures say.
    Eigen::Matrix3d covariance(const State& s, double sigmaPx) const {
        Matrix5d a;
        Vector5d b;
        linearize(s, {kFine.acrossPx, kFine.nearPx, 0}, a, b);
        // The weights hold 1 / acrossPx^2 for points that fit; what counts is their noise.
        a *= kFine.acrossPx * kFine.acrossPx / (sigmaPx * sigmaPx) / (kDeforming * kDeforming);
        a.diagonal().array() += 1e-3;
        return a.inverse().topLeftCorner<3, 3>();
    }

  private:
    std::span<const BearingPair> pairs_;
    double pixelRad_;
};

struct Candidate { State state; double cost; };

bool cheaper(const Candidate& a, const Candidate& b) { return a.cost < b.cost; }

/// Descents from several starts; the best first.
std::vector<Candidate> search(const ParallaxFitter& fitter, const Eigen::Matrix3d& turnAlone, const Eigen::Vector3d& before) {
    constexpr int kBroadSteps = 5, kFineSteps = 15;
    constexpr std::size_t kStartsToRefine = 4, kToFinish = 2;
    std::vector<Candidate> candidates;
    const auto consider = [&](const Eigen::Matrix3d& r, const Eigen::Vector3d& t) {
        const State s{r, t}, pushed = fitter.pushedToInfinity(s);
        candidates.push_back({s, fitter.cost(s, kBroad)});
        candidates.push_back({pushed, fitter.cost(pushed, kBroad)});
    };
    for (const Eigen::Matrix3d& r : {turnAlone, Eigen::Matrix3d(Eigen::Matrix3d::Identity())}) {
        const Eigen::Vector3d t = fitter.directionFor(r), forward = Eigen::Vector3d::UnitZ();
        for (const Eigen::Vector3d& d : {t, Eigen::Vector3d(-t), forward, Eigen::Vector3d(-forward)}) consider(r, d);
        if (!before.isZero())
            for (const Eigen::Vector3d& d : {before, Eigen::Vector3d(-before)}) consider(r, d);
    }
    std::sort(candidates.begin(), candidates.end(), cheaper);
    // Of each side the best: the wrong side is often the cheaper start.
    const Eigen::Vector3d side = candidates[0].state.t;
    const auto otherSide = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.state.t.dot(side) < -0.5; });
    if (otherSide != candidates.end()) std::rotate(candidates.begin() + 1, otherSide, otherSide + 1);
    std::vector<Candidate> chosen(candidates.begin(), candidates.begin() + std::ptrdiff_t(std::min(kStartsToRefine, candidates.size())));
    for (auto& c : chosen) {
        c.state = fitter.refined(c.state, kBroad, kBroadSteps, c.cost);
        c.cost = fitter.cost(c.state, kFine);
    }
    std::sort(chosen.begin(), chosen.end(), cheaper);
    for (std::size_t i = 0; i < std::min(kToFinish, chosen.size()); ++i) chosen[i].state = fitter.refined(chosen[i].state, kFine, kFineSteps, chosen[i].cost);
    std::sort(chosen.begin(), chosen.end(), cheaper);
    return chosen;
}

RotationFit described(const ParallaxFitter& fitter, std::span<const BearingPair> pairs, double pixelRad, const State& s) {
    std::vector<char> agrees;
    std::vector<double> across;
    for (const auto& p : pairs) {
        const Residual e = fitter.residual(p, s);
        agrees.push_back(std::hypot(e.across, std::min(e.along, 0.0)) < kInlierPx);
        if (agrees.back()) across.push_back(std::abs(e.across));
    }
    double median = kInlierPx;
    if (!across.empty()) {
        std::nth_element(across.begin(), across.begin() + std::ptrdiff_t(across.size() / 2), across.end());
        median = across[across.size() / 2];
    }
    const CellVotes v = countCells(pairs, agrees);
    RotationFit fit;
    fit.nowFromKey = s.r;
    fit.direction = s.t;
    fit.parallax = true;
    fit.cells = v.occupied;
    fit.support = v.occupied ? double(v.agreeing) / v.occupied : 0;
    fit.spread = v.spread;
    fit.residualRad = median * pixelRad;
    fit.covariance = fitter.covariance(s, std::max(kNoisePx, 1.48 * median));
    return fit;
}

}  // namespace

std::optional<RotationFit> fitRotationWithParallax(std::span<const BearingPair> pairs, double pixelRad, const Eigen::Matrix3d& turnAlone,
                                                   const Eigen::Vector3d& before, bool sure) {
    constexpr std::size_t kFewestPoints = 20;
    constexpr int kSteps = 10;
    constexpr double kWellSupport = 0.9, kWellPx = 0.15;
    /// A difference of the cost by which one explanation beats another.
    constexpr double kDecided = 2;
    if (pairs.size() < kFewestPoints) return std::nullopt;
    const ParallaxFitter fitter(pairs, pixelRad);
    if (sure && !before.isZero()) {
        double cost = 0;
        const RotationFit fit = described(fitter, pairs, pixelRad, fitter.refined({Eigen::Matrix3d::Identity(), before}, kFine, kSteps, cost));
        if (fit.support >= kWellSupport && fit.residualRad <= kWellPx * pixelRad) return fit;
    }
    const auto found = search(fitter, turnAlone, before);
    RotationFit fit = described(fitter, pairs, pixelRad, found[0].state);
    double apart = 0;
    for (const auto& other : found)
        if (other.cost - found[0].cost < kDecided) apart = std::max(apart, geodesicAngle(other.state.r, found[0].state.r));
    fit.open = apart * apart / 4 > fit.covariance.trace();
    fit.covariance += apart * apart / 4 * Eigen::Matrix3d::Identity();
    return fit;
}

}  // namespace ropetp::trajectory
