#include "track/cut_detector.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ropetp::track {

namespace {

/// A picture without content (black, white, washed out by a flash) proves nothing.
constexpr double kLeastContrast = 6.0;
/// 1 - correlation under the best shift: neighbours of a cut are unrelated pictures, around 1.
constexpr double kCutDifference = 0.55;
/// The best of many shifts is small by chance too, so a pan must fit well to excuse a frame.
constexpr double kPanDifference = 0.3;

struct Thumbnail {
    std::vector<float> zeroMean;
    double contrast = 0;  ///< standard deviation, grey levels
};

Thumbnail thumbnailOf(const Image& image, int width, int height) {
    const cv::Mat rgb(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.pixels()));
    // Every n-th row and column is enough for averages, and ten times cheaper than all.
    const int step = std::max(1, image.width() / (width * 6));
    cv::Mat thin, small, grey;
    cv::resize(rgb, thin, {std::max(width, image.width() / step), std::max(height, image.height() / step)}, 0, 0, cv::INTER_NEAREST);
    cv::resize(thin, small, {width, height}, 0, 0, cv::INTER_AREA);
    cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
    Thumbnail t;
    t.zeroMean.assign(grey.begin<std::uint8_t>(), grey.end<std::uint8_t>());
    const float mean = std::accumulate(t.zeroMean.begin(), t.zeroMean.end(), 0.f) / float(t.zeroMean.size());
    double squares = 0;
    for (float& f : t.zeroMean) f -= mean, squares += double(f) * f;
    t.contrast = std::sqrt(squares / double(t.zeroMean.size()));
    return t;
}

/// 1 - normalised correlation of a and b moved by (dx, dy), over the part they share. Gain and
/// offset of the brightness cancel.
double differenceAt(const std::vector<float>& a, const std::vector<float>& b, int width, int height, int dx, int dy) {
    double ab = 0, aa = 0, bb = 0, sa = 0, sb = 0;
    int n = 0;
    for (int y = std::max(0, dy); y < std::min(height, height + dy); ++y)
        for (int x = std::max(0, dx); x < std::min(width, width + dx); ++x) {
            const double p = a[std::size_t(y) * width + x], q = b[std::size_t(y - dy) * width + (x - dx)];
            ab += p * q, aa += p * p, bb += q * q, sa += p, sb += q;
            ++n;
        }
    const double va = aa - sa * sa / n, vb = bb - sb * sb / n;
    return va > 0 && vb > 0 ? 1 - (ab - sa * sb / n) / std::sqrt(va * vb) : 1;
}

/// The least difference when the camera turned by up to an eighth of the picture.
double panDifference(const std::vector<float>& a, const std::vector<float>& b, int width, int height) {
    double least = 1;
    for (int dy = -height / 8; dy <= height / 8; ++dy)
        for (int dx = -width / 8; dx <= width / 8; ++dx) least = std::min(least, differenceAt(a, b, width, height, dx, dy));
    return least;
}

}  // namespace

bool CutDetector::isCut(const Image& image) {
    if (image.isNull() || image.width() < 1 || image.height() < 1) return false;
    Thumbnail now = thumbnailOf(image, kWidth, kHeight);
    if (now.contrast < kLeastContrast) return false;
    if (reference_.empty()) {
        reference_ = std::move(now.zeroMean);
        return false;
    }
    const double difference = differenceAt(now.zeroMean, reference_, kWidth, kHeight, 0, 0);
    const bool cut = difference > kCutDifference && difference > 4 * usualDifference_ &&
                     panDifference(now.zeroMean, reference_, kWidth, kHeight) > kPanDifference;
    if (!cut) usualDifference_ += 0.1 * (difference - usualDifference_);
    reference_ = std::move(now.zeroMean);
    return cut;
}

}  // namespace ropetp::track
