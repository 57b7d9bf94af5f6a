#pragma once

#include "track/track.h"

#include <opencv2/core.hpp>

#include <optional>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// x' = scale-rotation * x + shift, in pixels of the small copy.
struct Similarity {
    double a = 1, b = 0, tx = 0, ty = 0;  ///< [a -b; b a]
    cv::Point2d operator()(cv::Point2d p) const { return {a * p.x - b * p.y + tx, b * p.x + a * p.y + ty}; }
    /// (*this)(first(p))
    Similarity after(const Similarity& first) const {
        return {a * first.a - b * first.b, b * first.a + a * first.b, a * first.tx - b * first.ty + tx,
                b * first.tx + a * first.ty + ty};
    }
};

/// A point of the background on the key frame and where it is now.
struct TrackedPoint {
    cv::Point2f onKey;
    cv::Point2f now;
    int cell = 0;         ///< of the grid that spreads points over the picture
    bool usable = false;  ///< found on this frame, and not on a person
};

/// How most of the background moved since the key frame.
struct GlobalMotion {
    Similarity nowFromKey;
    double support = 0;      ///< share of the occupied cells that agree, 0..1
    int cells = 0;           ///< occupied cells
    bool standsStill = false;///< cells all over the picture did not move at all
};

inline constexpr int kGridColumns = 8, kGridRows = 6;

/// Small grey copy, freed of slow brightness changes, so that exposure and shadows do not look like motion.
cv::Mat smallGrey(const cv::Mat& rgb, int longSide);

/// Well-textured points outside the mask, spread over the grid. `leastResponse`: the response of noise and
/// compression to cornerMinEigenVal; anything below is not texture.
std::vector<TrackedPoint> findBackgroundPoints(const cv::Mat& grey, const cv::Mat& backgroundMask, float leastResponse = 4e-4f);

/// Follows the points from the key frame to this frame, starting where they were last. `levels`: of the pyramid above the first.
void followPoints(const cv::Mat& key, const cv::Mat& now, const cv::Mat& backgroundMask, std::vector<TrackedPoint>& points, int levels = 3);

/// nullopt when too little background is left to tell.
std::optional<GlobalMotion> globalMotion(const std::vector<TrackedPoint>& points, cv::Size size);

/// 255 where there is background: outside the boxes and a margin around them. `scale`: small copy / boxes.
cv::Mat backgroundMask(cv::Size size, std::span<const track::Box> people, double scale);

}  // namespace ropetp::trajectory
