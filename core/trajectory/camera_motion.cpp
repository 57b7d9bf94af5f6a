#include "trajectory/camera_motion.h"

#include "trajectory/background_flow_p.h"
#include "trajectory/camera_view_p.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ropetp::trajectory {
namespace {

/// The background moved when it is displaced by more than this share of the diagonal. With a focal
/// length of one diagonal that is a third of a degree, 3 cm on somebody 5 m away.
constexpr double kMovingFraction = 0.006;
/// A shift seen on fewer frames is a measuring error or a knock that settles back.
constexpr std::size_t kFramesToBelieve = 3;
/// Below this agreement the parts of the picture move differently: parallax since the key frame, or
/// something large passes.
constexpr double kAgreement = 0.5;
/// A new key frame when so little of the old one is left in view.
constexpr double kPointsLeft = 0.4;
constexpr int kPatienceFrames = 5;

/// Median displacement over the middle of the picture.
double displacement(const Similarity& s, cv::Size size) {
    std::array<double, 9> d{};
    for (int i = 0; i < 9; ++i) {
        const cv::Point2d p(size.width * (0.25 + 0.25 * (i % 3)), size.height * (0.25 + 0.25 * (i / 3)));
        const cv::Point2d q = s(p);
        d[std::size_t(i)] = std::hypot(q.x - p.x, q.y - p.y);
    }
    std::nth_element(d.begin(), d.begin() + 4, d.end());
    return d[4];
}

}  // namespace

struct CameraMotionDetector::Impl {
    cv::Mat key;                        ///< small grey key frame; empty at the start of a shot
    std::vector<TrackedPoint> points;
    Similarity keyFromShot;             ///< from the first frame of the shot to the key frame
    cv::Mat last;                       ///< the frame before, and how it lay to the shot's first
    cv::Mat lastMask;
    Similarity lastFromShot;
    int framesWithoutAnswer = 0;
    std::int64_t framesSeen = 0;
    double answered = 0;                ///< frames that gave an answer, each by how sure
    std::array<double, kFramesToBelieve> largest{};  ///< displacement fractions, descending

    void startKey(const cv::Mat& grey, const cv::Mat& mask, const Similarity& fromShot) {
        key = grey;
        points = findBackgroundPoints(grey, mask);
        keyFromShot = fromShot;
        framesWithoutAnswer = 0;
    }

    void remember(double fraction) {
        for (auto& kept : largest)
            if (fraction > kept) std::swap(fraction, kept);
    }

    double leftInView() const {
        const auto n = std::count_if(points.begin(), points.end(), [](const auto& p) { return p.usable; });
        return points.empty() ? 0 : double(n) / double(points.size());
    }

    void measure(const cv::Mat& grey, const cv::Mat& mask) {
        followPoints(key, grey, mask, points);
        auto motion = globalMotion(points, grey.size());
        const bool answer = motion && motion->support >= kAgreement;
        if (!answer && framesWithoutAnswer < 1 && !last.empty() && key.data != last.data) {
            // The view changed too much since the key frame: go on from the frame before.
            startKey(last, lastMask, lastFromShot);
            followPoints(key, grey, mask, points);
            motion = globalMotion(points, grey.size());
        }
        if (!motion || motion->support < kAgreement) {
            // Somebody may cover the camera for a moment; after that, what is seen is a new start.
            if (++framesWithoutAnswer > kPatienceFrames || points.size() < 10) startKey(grey, mask, keyFromShot);
            return;
        }
        framesWithoutAnswer = 0;
        const Similarity fromShot = motion->nowFromKey.after(keyFromShot);
        const double diagonal = std::hypot(grey.cols, grey.rows);
        remember(displacement(fromShot, grey.size()) / diagonal);
        answered += std::min(1.0, motion->cells / 10.0) * std::min(1.0, motion->support / 0.7);
        if (leftInView() < kPointsLeft && !motion->standsStill) startKey(grey, mask, fromShot);
        last = grey;
        lastMask = mask;
        lastFromShot = fromShot;
    }
};

CameraMotionDetector::CameraMotionDetector() : impl_(std::make_unique<Impl>()) {}
CameraMotionDetector::~CameraMotionDetector() = default;
CameraMotionDetector::CameraMotionDetector(CameraMotionDetector&&) noexcept = default;
CameraMotionDetector& CameraMotionDetector::operator=(CameraMotionDetector&&) noexcept = default;

void CameraMotionDetector::add(const Image& image, std::span<const track::Box> people, bool cut) {
    if (image.isNull() || image.width() < 1 || image.height() < 1) return;
    const CameraView view = CameraView::of(image, people);
    if (view.isNull()) ++impl_->framesSeen;  // counts as a frame without an answer
    else add(view, cut);
}

void CameraMotionDetector::add(const CameraView& view, bool cut) {
    if (view.isNull()) return;
    auto& d = *impl_;
    const cv::Mat &grey = view.data().grey, &mask = view.data().mask;
    try {
        const bool newShot = cut || d.key.empty() || d.key.size() != grey.size();
        if (newShot) {
            d.startKey(grey, mask, Similarity{});
            d.last = cv::Mat();
            return;
        }
        ++d.framesSeen;
        d.measure(grey, mask);
    } catch (const cv::Exception&) {
        // Out of memory: the frame counts as one without an answer.
        ++d.framesSeen;
    }
}

CameraMotionDetector::Verdict CameraMotionDetector::verdict() const {
    const auto& d = *impl_;
    Verdict v;
    if (d.framesSeen == 0) return v;
    v.driftFraction = d.largest.back();
    v.moving = v.driftFraction > kMovingFraction;
    v.confidence = std::clamp(d.answered / double(d.framesSeen), 0.0, 1.0);
    return v;
}

}  // namespace ropetp::trajectory
