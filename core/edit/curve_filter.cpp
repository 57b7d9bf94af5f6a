#include "edit/curve_filter.h"

#include "base/rotation.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::edit {
namespace {

constexpr double kPi = std::numbers::pi;
/// Uneven steps below this share of the mean step are as good as even ones.
constexpr double kEven = 1e-3;

double smoothing(double cutoffHz, double dt) { return 1 / (1 + 1 / (2 * kPi * cutoffHz * dt)); }

/// One pass of the one-euro filter; speeds are low-passed at 1 Hz.
void oneEuro(Samples& x, std::span<const double> t, const SmoothTool& tool, bool backwards) {
    constexpr double kSpeedCutoffHz = 1;
    const auto n = x.rows();
    const double unit = x.cols() == 4 ? 2 : 1;   // a quaternion turns at half the speed
    Eigen::RowVectorXd speed = Eigen::RowVectorXd::Zero(x.cols()), previous = x.row(backwards ? n - 1 : 0);
    for (Eigen::Index k = 1; k < n; ++k) {
        const Eigen::Index i = backwards ? n - 1 - k : k, from = backwards ? i + 1 : i - 1;
        const double dt = std::abs(t[std::size_t(i)] - t[std::size_t(from)]);
        const Eigen::RowVectorXd raw = x.row(i);
        speed += smoothing(kSpeedCutoffHz, dt) * ((raw - previous) / dt - speed);
        previous = raw;
        x.row(i) = x.row(from) + smoothing(tool.cutoffHz + tool.speedGain * unit * speed.norm(), dt) * (raw - x.row(from));
    }
}

/// At even steps from the first to the last time, as many as there are.
Samples resampled(const Samples& x, std::span<const double> from, std::span<const double> to) {
    Samples out(Eigen::Index(to.size()), x.cols());
    std::size_t k = 0;
    for (std::size_t i = 0; i < to.size(); ++i) {
        while (k + 2 < from.size() && from[k + 1] < to[i]) ++k;
        const double u = std::clamp((to[i] - from[k]) / (from[k + 1] - from[k]), 0.0, 1.0);
        out.row(Eigen::Index(i)) = (1 - u) * x.row(Eigen::Index(k)) + u * x.row(Eigen::Index(k) + 1);
    }
    return out;
}

/// First or second order section, forwards over `x` and then backwards. The ends are mirrored through their values,
/// so that a curve that begins or ends in motion does not bend.
void butterworth(Samples& x, double dt, double corrected, const SmoothTool& tool) {
    const int section = tool.order / 2;
    const double w = std::tan(kPi * corrected * dt);
    double b0, b1, b2, a1, a2;
    if (section == 1) {
        b0 = b1 = w / (1 + w), b2 = 0, a1 = (w - 1) / (1 + w), a2 = 0;
    } else {
        const double scale = 1 / (1 + std::sqrt(2.0) * w + w * w);
        b0 = b2 = w * w * scale, b1 = 2 * b0, a1 = 2 * (w * w - 1) * scale, a2 = (1 - std::sqrt(2.0) * w + w * w) * scale;
    }
    const auto n = x.rows();
    const Eigen::Index pad = std::min<Eigen::Index>(n - 1, Eigen::Index(std::ceil(1.5 / (tool.cutoffHz * dt))));
    Samples y(n + 2 * pad, x.cols());
    for (Eigen::Index i = 0; i < pad; ++i) {
        y.row(i) = 2 * x.row(0) - x.row(pad - i);
        y.row(pad + n + i) = 2 * x.row(n - 1) - x.row(n - 2 - i);
    }
    y.middleRows(pad, n) = x;
    for (const bool backwards : {false, true}) {
        const auto at = [&](Eigen::Index k) { return backwards ? y.rows() - 1 - k : k; };
        // Begins as if the first value had always been there.
        Eigen::RowVectorXd x1 = y.row(at(0)), x2 = x1, y1 = x1, y2 = x1;
        for (Eigen::Index k = 0; k < y.rows(); ++k) {
            const Eigen::RowVectorXd now = y.row(at(k));
            const Eigen::RowVectorXd out = b0 * now + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
            x2 = x1, x1 = now, y2 = y1, y1 = out;
            y.row(at(k)) = out;
        }
    }
    x = y.middleRows(pad, n);
}

void butterworthUneven(Samples& x, std::span<const double> t, const SmoothTool& tool) {
    const double dt = (t.back() - t.front()) / double(t.size() - 1);
    std::vector<double> even(t.size());
    double worst = 0;
    for (std::size_t i = 0; i < t.size(); ++i) {
        even[i] = t.front() + dt * double(i);
        worst = std::max(worst, std::abs(even[i] - t[i]));
    }
    // Two passes halve the power at the cut-off of one: it is moved up so that the whole has -3 dB there.
    const double corrected = tool.cutoffHz / std::pow(std::sqrt(2.0) - 1, 1.0 / tool.order);
    if (corrected >= 0.49 / dt) return;   // nothing above it can be sampled
    if (worst < kEven * dt) return butterworth(x, dt, corrected, tool);
    Samples grid = resampled(x, t, even);
    butterworth(grid, dt, corrected, tool);
    x = resampled(grid, even, t);
}

/// Cubic fitted to the window around each sample, by time; near the ends the window is narrower.
void savitzkyGolay(Samples& x, std::span<const double> t, const SmoothTool& tool) {
    constexpr int kDegree = 3;
    // Of the continuous filter of half width T, 9/8 - 15/8 (t/T)^2, the response falls to -3 dB at 2 pi f T = 3.343.
    constexpr double kHalfWidthTimesCutOff = 0.532;
    const double dt = (t.back() - t.front()) / double(t.size() - 1);
    const double halfSec = kHalfWidthTimesCutOff / tool.cutoffHz - dt / 2;
    if (halfSec < 2 * dt) return;   // a cubic passes through so few samples
    const Samples in = x;
    const auto n = std::ptrdiff_t(t.size());
    for (std::ptrdiff_t i = 1; i + 1 < n; ++i) {
        const double reach = std::min({halfSec + 0.25 * dt, t[std::size_t(i)] - t.front() + 1e-9, t.back() - t[std::size_t(i)] + 1e-9});
        std::ptrdiff_t first = i, end = i + 1;
        while (first > 0 && t[std::size_t(i)] - t[std::size_t(first - 1)] <= reach + 1e-9) --first;
        while (end < n && t[std::size_t(end)] - t[std::size_t(i)] <= reach + 1e-9) ++end;
        const auto rows = end - first;
        if (rows <= kDegree + 1) continue;
        Eigen::Matrix<double, Eigen::Dynamic, kDegree + 1> powers(rows, kDegree + 1);
        for (std::ptrdiff_t k = 0; k < rows; ++k) {
            const double u = (t[std::size_t(first + k)] - t[std::size_t(i)]) / halfSec;
            powers.row(k) << 1, u, u * u, u * u * u;
        }
        x.row(i) = powers.colPivHouseholderQr().solve(Eigen::MatrixXd(in.middleRows(first, rows))).row(0);
    }
}

void filterPiece(Samples& x, std::span<const double> t, const SmoothTool& tool) {
    if (x.rows() < 3) return;
    const Eigen::RowVectorXd first = x.row(0), last = x.row(x.rows() - 1);
    switch (tool.filter) {
    case SmoothTool::Filter::OneEuro:
        oneEuro(x, t, tool, false);
        oneEuro(x, t, tool, true);
        break;
    case SmoothTool::Filter::Butterworth: butterworthUneven(x, t, tool); break;
    case SmoothTool::Filter::SavitzkyGolay: savitzkyGolay(x, t, tool); break;
    }
    x.row(0) = first;
    x.row(x.rows() - 1) = last;
}

}  // namespace

Samples quaternionSamples(std::span<const Eigen::Vector3d> axisAngleRad) {
    Samples s(Eigen::Index(axisAngleRad.size()), 4);
    for (std::size_t i = 0; i < axisAngleRad.size(); ++i) {
        const auto row = Eigen::Index(i);
        s.row(row) = quaternionFromAxisAngle(axisAngleRad[i]).coeffs().transpose();
        if (i > 0 && s.row(row).dot(s.row(row - 1)) < 0) s.row(row) *= -1;
    }
    return s;
}

Eigen::Vector3d axisAngleOfRow(const Samples& samples, Eigen::Index row) {
    const Eigen::Vector4d q = samples.row(row).transpose();
    const double length = q.norm();
    if (!(length > 1e-9)) return Eigen::Vector3d::Zero();
    return axisAngleFromQuaternion(Eigen::Quaterniond(Eigen::Vector4d(q / length)));
}

Samples filtered(const Samples& samples, std::span<const double> timeSec, const SmoothTool& tool, std::span<const std::size_t> breaks) {
    Samples out = samples;
    std::vector<std::size_t> bounds = {0};
    for (const std::size_t b : breaks)
        if (b > bounds.back() && b + 1 < timeSec.size()) bounds.push_back(b);
    if (timeSec.empty()) return out;
    bounds.push_back(timeSec.size() - 1);
    for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
        const std::size_t first = bounds[k], count = bounds[k + 1] - first + 1;
        Samples piece = samples.middleRows(Eigen::Index(first), Eigen::Index(count));
        filterPiece(piece, timeSec.subspan(first, count), tool);
        out.middleRows(Eigen::Index(first), Eigen::Index(count)) = piece;
    }
    return out;
}

}  // namespace ropetp::edit
