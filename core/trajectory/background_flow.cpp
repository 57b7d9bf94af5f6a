#include "trajectory/background_flow_p.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace ropetp::trajectory {
namespace {

constexpr int kPointsPerCell = 4;
/// Agreement with a motion, and "did not move", in pixels of the small copy.
constexpr double kInlierPx = 1.25;
constexpr double kStillPx = 0.6;
constexpr int kFewestPoints = 10;
constexpr int kFewestCells = 5;

double distance(cv::Point2d a, cv::Point2d b) { return std::hypot(a.x - b.x, a.y - b.y); }

Similarity fromTwo(cv::Point2d p, cv::Point2d q, cv::Point2d p2, cv::Point2d q2) {
    const cv::Point2d d = q - p, e = q2 - p2;
    const double n = d.dot(d);
    Similarity s;
    s.a = d.dot(e) / n;
    s.b = (d.x * e.y - d.y * e.x) / n;
    s.tx = p2.x - (s.a * p.x - s.b * p.y);
    s.ty = p2.y - (s.b * p.x + s.a * p.y);
    return s;
}

/// Least squares over the points that agree with `start`.
Similarity refined(const std::vector<const TrackedPoint*>& points, const Similarity& start) {
    cv::Point2d meanA, meanB;
    std::vector<const TrackedPoint*> inliers;
    for (const auto* p : points)
        if (distance(start(p->onKey), p->now) < kInlierPx) {
            inliers.push_back(p);
            meanA += cv::Point2d(p->onKey);
            meanB += cv::Point2d(p->now);
        }
    if (inliers.size() < 3) return start;
    meanA *= 1.0 / double(inliers.size());
    meanB *= 1.0 / double(inliers.size());
    double n = 0, dot = 0, cross = 0;
    for (const auto* p : inliers) {
        const cv::Point2d d = cv::Point2d(p->onKey) - meanA, e = cv::Point2d(p->now) - meanB;
        n += d.dot(d);
        dot += d.dot(e);
        cross += d.x * e.y - d.y * e.x;
    }
    if (n < 1) return start;
    Similarity s;
    s.a = dot / n;
    s.b = cross / n;
    s.tx = meanB.x - (s.a * meanA.x - s.b * meanA.y);
    s.ty = meanB.y - (s.b * meanA.x + s.a * meanA.y);
    return s;
}

/// Votes by cell, so that one textured tree does not outvote a plain wall.
struct Votes {
    int occupied = 0, agreeing = 0;
    double spread = 0;  ///< area of the box around the agreeing cells, share of the picture
};

template <class Agrees>
Votes count(const std::vector<const TrackedPoint*>& points, Agrees agrees) {
    std::array<int, kGridColumns * kGridRows> all{}, yes{};
    for (const auto* p : points) {
        ++all[std::size_t(p->cell)];
        if (agrees(*p)) ++yes[std::size_t(p->cell)];
    }
    Votes v;
    int x0 = kGridColumns, x1 = -1, y0 = kGridRows, y1 = -1;
    for (int c = 0; c < kGridColumns * kGridRows; ++c) {
        if (!all[std::size_t(c)]) continue;
        ++v.occupied;
        if (2 * yes[std::size_t(c)] < all[std::size_t(c)]) continue;
        ++v.agreeing;
        x0 = std::min(x0, c % kGridColumns);
        x1 = std::max(x1, c % kGridColumns);
        y0 = std::min(y0, c / kGridColumns);
        y1 = std::max(y1, c / kGridColumns);
    }
    if (v.agreeing) v.spread = double((x1 - x0 + 1) * (y1 - y0 + 1)) / (kGridColumns * kGridRows);
    return v;
}

}  // namespace

cv::Mat smallGrey(const cv::Mat& rgb, int longSide) {
    const double scale = std::min(1.0, double(longSide) / std::max(rgb.cols, rgb.rows));
    cv::Mat small, grey, slow;
    cv::resize(rgb, small, cv::Size(std::max(16, cvRound(rgb.cols * scale)), std::max(16, cvRound(rgb.rows * scale))), 0,
               0, cv::INTER_AREA);
    cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
    cv::blur(grey, slow, cv::Size(25, 25));
    cv::addWeighted(grey, 1.0, slow, -1.0, 128.0, grey);
    cv::GaussianBlur(grey, grey, cv::Size(3, 3), 0.8);
    return grey;
}

cv::Mat backgroundMask(cv::Size size, std::span<const track::Box> people, double scale) {
    constexpr double kMargin = 0.15, kLeastMarginPx = 6;
    cv::Mat mask(size, CV_8U, cv::Scalar(255));
    for (const auto& box : people) {
        const double mx = std::max(kLeastMarginPx, kMargin * box.width * scale);
        const double my = std::max(kLeastMarginPx, kMargin * box.height * scale);
        const cv::Rect2d r(box.x * scale - mx, box.y * scale - my, box.width * scale + 2 * mx, box.height * scale + 2 * my);
        const cv::Rect2d inside = r & cv::Rect2d(0, 0, size.width, size.height);
        if (inside.width > 0 && inside.height > 0) mask(cv::Rect(inside) & cv::Rect({}, size)).setTo(0);
    }
    return mask;
}

std::vector<TrackedPoint> findBackgroundPoints(const cv::Mat& grey, const cv::Mat& backgroundMask, float leastResponse) {
    constexpr int kBorderPx = 4;
    constexpr double kApartPx = 5;
    cv::Mat response;
    cv::cornerMinEigenVal(grey, response, 5, 3);
    cv::Mat peaks;
    cv::dilate(response, peaks, cv::Mat());
    struct Candidate { float response; cv::Point2f at; };
    std::array<std::vector<Candidate>, kGridColumns * kGridRows> cells;
    for (int y = kBorderPx; y < grey.rows - kBorderPx; ++y)
        for (int x = kBorderPx; x < grey.cols - kBorderPx; ++x) {
            const float r = response.at<float>(y, x);
            if (r < leastResponse || r < peaks.at<float>(y, x) || !backgroundMask.at<uchar>(y, x)) continue;
            const int cell = (y * kGridRows / grey.rows) * kGridColumns + x * kGridColumns / grey.cols;
            cells[std::size_t(cell)].push_back({r, cv::Point2f(float(x), float(y))});
        }
    std::vector<TrackedPoint> points;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        std::sort(cells[c].begin(), cells[c].end(), [](const auto& a, const auto& b) { return a.response > b.response; });
        const std::size_t first = points.size();
        for (const auto& candidate : cells[c]) {
            if (points.size() - first >= kPointsPerCell) break;
            const bool near = std::any_of(points.begin() + std::ptrdiff_t(first), points.end(), [&](const auto& p) {
                return distance(p.onKey, candidate.at) < kApartPx;
            });
            if (!near) points.push_back({candidate.at, candidate.at, int(c), true});
        }
    }
    return points;
}

void followPoints(const cv::Mat& key, const cv::Mat& now, const cv::Mat& backgroundMask, std::vector<TrackedPoint>& points, int levels) {
    if (points.empty()) return;
    const cv::Size window(15, 15);
    const cv::TermCriteria stop(cv::TermCriteria::COUNT | cv::TermCriteria::EPS, 20, 0.02);
    constexpr double kReturnPx = 0.7;
    std::vector<cv::Point2f> from, to, back;
    for (const auto& p : points) {
        from.push_back(p.onKey);
        to.push_back(p.now);
    }
    back = from;
    std::vector<uchar> found, foundBack;
    std::vector<float> error;
    std::vector<cv::Mat> keyPyramid, nowPyramid;  // once for both ways
    cv::buildOpticalFlowPyramid(key, keyPyramid, window, levels);
    cv::buildOpticalFlowPyramid(now, nowPyramid, window, levels);
    cv::calcOpticalFlowPyrLK(keyPyramid, nowPyramid, from, to, found, error, window, levels, stop, cv::OPTFLOW_USE_INITIAL_FLOW);
    cv::calcOpticalFlowPyrLK(nowPyramid, keyPyramid, to, back, foundBack, error, window, levels, stop, cv::OPTFLOW_USE_INITIAL_FLOW);
    for (std::size_t i = 0; i < points.size(); ++i) {
        auto& p = points[i];
        const cv::Point at(cvRound(to[i].x), cvRound(to[i].y));
        p.usable = found[i] && foundBack[i] && distance(back[i], from[i]) < kReturnPx &&
                   cv::Rect({}, now.size()).contains(at) && backgroundMask.at<uchar>(at) != 0;
        // A point that is hidden for a while is looked for again where it was last seen.
        if (p.usable) p.now = to[i];
    }
}

std::optional<GlobalMotion> globalMotion(const std::vector<TrackedPoint>& points, cv::Size size) {
    std::vector<const TrackedPoint*> usable;
    for (const auto& p : points)
        if (p.usable) usable.push_back(&p);
    const Votes still = count(usable, [](const TrackedPoint& p) { return distance(p.onKey, p.now) < kStillPx; });
    if (int(usable.size()) < kFewestPoints || still.occupied < kFewestCells) return std::nullopt;

    // Two-point RANSAC with a fixed seed, so that a solve is repeatable.
    constexpr int kTrials = 80;
    std::mt19937 rng(17);
    Similarity best;
    int bestCount = -1;
    const double apart = 0.15 * std::hypot(size.width, size.height);
    const auto consider = [&](const Similarity& s) {
        if (std::abs(std::hypot(s.a, s.b) - 1) > 0.5) return;
        const Votes v = count(usable, [&](const TrackedPoint& p) { return distance(s(p.onKey), p.now) < kInlierPx; });
        if (v.agreeing > bestCount) {
            bestCount = v.agreeing;
            best = s;
        }
    };
    consider(Similarity{});
    for (int t = 0; t < kTrials; ++t) {
        const TrackedPoint& p = *usable[rng() % usable.size()];
        const TrackedPoint& q = *usable[rng() % usable.size()];
        if (distance(p.onKey, q.onKey) < apart) continue;
        consider(fromTwo(p.onKey, q.onKey, p.now, q.now));
    }
    best = refined(usable, refined(usable, best));
    const Votes v = count(usable, [&](const TrackedPoint& p) { return distance(best(p.onKey), p.now) < kInlierPx; });

    GlobalMotion motion;
    motion.nowFromKey = best;
    motion.cells = still.occupied;
    motion.support = double(v.agreeing) / still.occupied;
    // A moving camera moves everything. Cells far apart that stay within a fraction of a pixel prove
    // a camera that stands, even where more of the picture moves (a crowd, a bus, trees).
    constexpr double kStillShare = 0.3, kStillSpread = 0.3;
    motion.standsStill = still.agreeing >= kStillShare * still.occupied && still.agreeing >= 4 && still.spread >= kStillSpread;
    if (motion.standsStill) {
        motion.nowFromKey = Similarity{};
        motion.support = std::max(motion.support, double(still.agreeing) / still.occupied);
    }
    return motion;
}

}  // namespace ropetp::trajectory
