#include "trajectory/camera_rotation_key_p.h"

#include <opencv2/imgproc.hpp>

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace ropetp::trajectory {
namespace {

/// A turn alone explains the picture: no need to think of parallax.
constexpr double kCleanSupport = 0.85, kCleanPx = 0.3;
/// So does one that explains much of it sharply, all over the picture: that is what is far, or people nobody boxed pass in front.
constexpr double kSharpSupport = 0.55, kSharpPx = 0.2, kSharpSpread = 0.5;
/// Parallax has a free parameter a point, so that some wrong points agree with it by chance, and all agree better: noise
/// alone leaves 0.57 of the residual.
constexpr double kParallaxGain = 0.08, kChanceSupport = 0.25, kParallaxResidual = 0.35;
/// Weaker texture than what tells a moving camera from a standing one: false points have to agree on a turn here.
constexpr float kLeastResponse = 1e-4f;
/// A point this near to the picture's edge is followed with half of its surroundings missing.
constexpr int kBorderPx = 5;

Eigen::Vector3d bearing(const PinholeCamera& c, cv::Point2f p) { return c.ray({p.x, p.y}).normalized(); }

/// Correlation of the surroundings of two places, -1..1; 0 where they leave the picture.
double likeness(const cv::Mat& a, cv::Point2f pa, const cv::Mat& b, cv::Point2f pb) {
    constexpr int kReach = 5, kCount = (2 * kReach + 1) * (2 * kReach + 1);
    const int ax = cvRound(pa.x), ay = cvRound(pa.y), bx = int(std::floor(pb.x)), by = int(std::floor(pb.y));
    const cv::Rect inA(kReach, kReach, a.cols - 2 * kReach, a.rows - 2 * kReach), inB(kReach, kReach, b.cols - 2 * kReach - 1, b.rows - 2 * kReach - 1);
    if (!inA.contains({ax, ay}) || !inB.contains({bx, by})) return 0;
    const float fx = pb.x - float(bx), fy = pb.y - float(by);
    float sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    for (int y = -kReach; y <= kReach; ++y) {
        const uchar *ra = a.ptr<uchar>(ay + y) + ax, *r0 = b.ptr<uchar>(by + y) + bx, *r1 = b.ptr<uchar>(by + y + 1) + bx;
        for (int x = -kReach; x <= kReach; ++x) {
            const float va = float(ra[x]) - 128;
            const float vb = (1 - fy) * ((1 - fx) * r0[x] + fx * r0[x + 1]) + fy * ((1 - fx) * r1[x] + fx * r1[x + 1]) - 128;
            sa += va;
            sb += vb;
            saa += va * va;
            sbb += vb * vb;
            sab += va * vb;
        }
    }
    const double varA = saa - sa * sa / kCount, varB = sbb - sb * sb / kCount;
    return varA > 1 && varB > 1 ? (sab - sa * sb / kCount) / std::sqrt(varA * varB) : 0;
}

/// Follows the key's points, and drops those that no longer look alike: something is in front, or the search only slid
/// along an edge.
void follow(RotationKey& key, const cv::Mat& turned, const cv::Mat& mask, int levels) {
    constexpr double kLeastLikeness = 0.75;
    const cv::Mat& grey = key.view.data().grey;
    const auto before = key.points;
    followPoints(grey, turned, mask, key.points, levels);
    for (std::size_t i = 0; i < key.points.size(); ++i) {
        auto& p = key.points[i];
        if (!p.usable || likeness(grey, p.onKey, turned, p.now) >= kLeastLikeness) continue;
        p.usable = false;
        p.now = before[i].now;
    }
}

/// Pixel of the view behind a pixel of the key.
cv::Matx33d pixelMap(const PinholeCamera& c, const Eigen::Matrix3d& nowFromKey) {
    const Eigen::Matrix3d h = c.matrix() * nowFromKey * c.matrix().inverse();
    cv::Matx33d m;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) m(i, j) = h(i, j);
    return m;
}

std::vector<BearingPair> bearings(const std::vector<TrackedPoint>& points, const PinholeCamera& c) {
    std::array<int, kGridColumns * kGridRows> inCell{};
    for (const auto& p : points)
        if (p.usable) ++inCell[std::size_t(p.cell)];
    std::vector<BearingPair> pairs;
    for (const auto& p : points)
        if (p.usable) pairs.push_back({bearing(c, p.onKey), bearing(c, p.now), p.cell, 1.0 / inCell[std::size_t(p.cell)]});
    return pairs;
}

double sigmaRad(const RotationFit& fit) { return std::sqrt(fit.covariance.trace() / 3); }

bool turnAloneExplains(const RotationFit& fit, double pixelRad) {
    return (fit.support >= kCleanSupport && fit.residualRad <= kCleanPx * pixelRad) ||
           (fit.support >= kSharpSupport && fit.residualRad <= kSharpPx * pixelRad && fit.spread >= kSharpSpread);
}

double usableSupport(const RotationFit& fit) {
    return fit.parallax ? (fit.support - kChanceSupport) / (1 - kChanceSupport) : fit.support;
}

}  // namespace

double RotationKey::leftInView() const {
    const auto n = std::count_if(points.begin(), points.end(), [](const auto& p) { return p.usable; });
    return points.empty() ? 0 : double(n) / double(points.size());
}

void RotationKey::rewind() {
    for (auto& p : points) p.now = p.onKey;
    direction.setZero();
}

RotationKey makeKey(const CameraView& view, const Eigen::Matrix3d& camFromFirst) {
    RotationKey key;
    key.view = view;
    key.points = findBackgroundPoints(view.data().grey, view.data().mask, kLeastResponse);
    key.camFromFirst = camFromFirst;
    return key;
}

PinholeCamera smallCamera(const PinholeCamera& camera, const CameraView::Data& view) {
    const double sx = double(view.grey.cols) / view.width, sy = double(view.grey.rows) / view.height;
    return {camera.fx * sx, camera.fy * sy, (camera.cx + 0.5) * sx - 0.5, (camera.cy + 0.5) * sy - 0.5, view.grey.cols, view.grey.rows};
}

std::optional<RotationFit> turnSinceKey(RotationKey& key, const CameraView::Data& view, const PinholeCamera& small,
                                        const Eigen::Matrix3d& predictedNowFromKey, Reach reach) {
    const cv::Size size = view.grey.size();
    const cv::Matx33d map = pixelMap(small, predictedNowFromKey);
    cv::Mat turned, inner(size, CV_8U, cv::Scalar(0)), mask;
    cv::warpPerspective(view.grey, turned, map, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    const cv::Rect inside = cv::Rect({}, size) & cv::Rect(kBorderPx, kBorderPx, size.width - 2 * kBorderPx, size.height - 2 * kBorderPx);
    if (inside.empty()) return std::nullopt;
    view.mask(inside).copyTo(inner(inside));
    cv::warpPerspective(inner, mask, map, size, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar(0));
    follow(key, turned, mask, reach == Reach::Near ? 1 : 3);
    for (auto& p : key.points)  // what lies behind the camera maps into the picture as well
        if (p.usable && (predictedNowFromKey * bearing(small, p.now)).z() < 0.1) p.usable = false;

    const auto pairs = bearings(key.points, small);
    const double pixelRad = 1 / std::sqrt(small.fx * small.fy);
    auto fit = fitRotation(pairs, pixelRad);
    if (!fit) return std::nullopt;
    if (!turnAloneExplains(*fit, pixelRad)) {
        const auto parallax = fitRotationWithParallax(pairs, pixelRad, fit->nowFromKey, key.direction, key.directionSure);
        if (parallax && (usableSupport(*parallax) > fit->support + kParallaxGain ||
                         (parallax->support >= fit->support && parallax->residualRad < kParallaxResidual * fit->residualRad)))
            fit = parallax;
    }
    if (fit->parallax) key.direction = fit->direction;
    key.directionSure = fit->parallax && !fit->open;
    // The next prediction holds the turn that this one missed, so that only parallax is left to start from.
    for (auto& p : key.points) {
        if (!p.usable) continue;
        const Eigen::Vector2d px = small.project(fit->nowFromKey.transpose() * bearing(small, p.now));
        p.now = cv::Point2f(float(px.x()), float(px.y()));
    }
    fit->nowFromKey = predictedNowFromKey * fit->nowFromKey;
    fit->covariance = predictedNowFromKey * fit->covariance * predictedNowFromKey.transpose();
    fit->direction = predictedNowFromKey * fit->direction;
    return fit;
}

double overlap(const RotationKey& key, const PinholeCamera& small, const Eigen::Matrix3d& nowFromKey) {
    if (key.points.empty()) return 0;
    std::size_t inside = 0;
    for (const auto& p : key.points) {
        const Eigen::Vector3d d = nowFromKey * bearing(small, p.onKey);
        if (d.z() < 0.1) continue;
        const Eigen::Vector2d px = small.project(d);
        inside += px.x() > kBorderPx && px.x() < small.width - kBorderPx && px.y() > kBorderPx && px.y() < small.height - kBorderPx;
    }
    return double(inside) / double(key.points.size());
}

bool answers(const RotationFit& fit) {
    constexpr double kLeastSupport = 0.45, kMostSigmaRad = 2 * std::numbers::pi / 180;
    return usableSupport(fit) >= kLeastSupport && sigmaRad(fit) < kMostSigmaRad;
}

double confidenceOf(const RotationFit& fit) {
    constexpr double kEnoughCells = 12, kGoodSupport = 0.7, kHalfSigmaRad = 0.3 * std::numbers::pi / 180;
    const double s = sigmaRad(fit) / kHalfSigmaRad;
    return std::min(1.0, fit.cells / kEnoughCells) * std::clamp(usableSupport(fit) / kGoodSupport, 0.0, 1.0) / (1 + s * s);
}

}  // namespace ropetp::trajectory
