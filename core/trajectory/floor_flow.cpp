#include "trajectory/floor_flow.h"

#include "trajectory/background_flow_p.h"
#include "trajectory/camera_rotation_verdict_p.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

/// Twice as fine as what tells the turn: near the feet a step of the camera is a few pixels only.
constexpr int kLongSide = 640;
/// As for the turn: wrong points are outvoted later.
constexpr float kLeastResponse = 1e-4f;
/// A step is long enough for the parallax to be larger than the noise, and short enough that points keep their look.
constexpr double kStepSec = 0.25, kLongestSec = 0.6;
constexpr double kPointsLeft = 0.6, kPointsLeftAtOnce = 0.4;
constexpr std::size_t kFewestPoints = 12;
/// The floor is looked for from so far above the feet (share of a person's height in the picture) down to the lower edge.
constexpr double kAboveFeet = 0.3;

std::size_t usableCount(const std::vector<TrackedPoint>& points) {
    return std::size_t(std::count_if(points.begin(), points.end(), [](const auto& p) { return p.usable; }));
}

}  // namespace

struct FloorFlow::Impl {
    PinholeCamera camera;
    std::size_t stepFrames = 8, longestFrames = 18;
    std::size_t frames = 0;
    std::vector<FloorStep> steps;
    double pixelRad = 0;

    cv::Mat key;                       ///< small grey key frame; empty: none
    std::vector<TrackedPoint> points;
    std::size_t keyFrame = 0, stepFrame = 0;   ///< of the key, and of its last step
    double floorRow = -1;              ///< where the floor begins, share of the picture's height; < 0: nobody was seen yet

    void startKey(const cv::Mat& grey, const cv::Mat& mask, std::size_t frame) {
        key = grey;
        points = findBackgroundPoints(grey, mask, kLeastResponse);
        keyFrame = stepFrame = frame;
    }

    /// 255 where there may be floor.
    cv::Mat floorMask(cv::Size size, std::span<const track::Box> people, double scale) const {
        cv::Mat mask = backgroundMask(size, people, scale);
        const int row = std::clamp(int(floorRow * size.height), 0, size.height);
        if (row > 0) mask.rowRange(0, row).setTo(0);
        return mask;
    }

    void lookWhereFeetAre(std::span<const track::Box> people, std::span<const Eigen::Vector2d> feetPx, int height) {
        double row = -1e9, person = 0;   // of whoever is nearest
        for (const auto& box : people) person = std::max(person, box.height);
        for (const auto& foot : feetPx)
            if (foot.allFinite()) row = std::max(row, foot.y());
        if (row > -1e9) floorRow = std::clamp((row - kAboveFeet * person) / height, 0.0, 1.0);
    }

    Eigen::Vector2f ray(cv::Point2f p, double sx, double sy) const {
        return camera.ray({(p.x + 0.5) / sx - 0.5, (p.y + 0.5) / sy - 0.5}).head<2>().cast<float>();
    }

    void record(std::size_t frame, double sx, double sy) {
        FloorStep step{keyFrame, frame, {}};
        for (const auto& p : points)
            if (p.usable) step.points.push_back({ray(p.onKey, sx, sy), ray(p.now, sx, sy)});
        steps.push_back(std::move(step));
        stepFrame = frame;
    }

    void measure(const cv::Mat& grey, const cv::Mat& mask, std::size_t frame, double sx, double sy) {
        followPoints(key, grey, mask, points);
        const std::size_t left = usableCount(points);
        const double share = points.empty() ? 0 : double(left) / double(points.size());
        const bool due = frame - stepFrame >= stepFrames, fading = share < kPointsLeftAtOnce;
        if (!due && !fading) return;
        if (left >= kFewestPoints) record(frame, sx, sy);
        if (share < kPointsLeft || frame - keyFrame >= longestFrames) startKey(grey, mask, frame);
    }
};

FloorFlow::FloorFlow(const PinholeCamera& camera, double fps) : impl_(std::make_unique<Impl>()) {
    impl_->camera = camera;
    if (!(fps > 0 && fps < 1e4)) fps = 30;
    const auto frames = [&](double sec) { return std::size_t(std::clamp(std::lround(sec * fps), 1l, 1000l)); };
    impl_->stepFrames = frames(kStepSec);
    impl_->longestFrames = frames(kLongestSec);
}
FloorFlow::~FloorFlow() = default;
FloorFlow::FloorFlow(FloorFlow&&) noexcept = default;
FloorFlow& FloorFlow::operator=(FloorFlow&&) noexcept = default;

void FloorFlow::add(const Image& image, std::span<const track::Box> people, std::span<const Eigen::Vector2d> feetPx, bool cut) {
    auto& d = *impl_;
    const std::size_t frame = d.frames++;
    if (cut) d.key = cv::Mat();
    if (image.isNull() || image.width() < 1 || image.height() < 1 || !hasFocal(d.camera)) return;
    d.lookWhereFeetAre(people, feetPx, image.height());
    if (d.floorRow < 0) return;
    try {
        const cv::Mat rgb(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.pixels()));
        const cv::Mat grey = smallGrey(rgb, kLongSide);
        const double sx = double(grey.cols) / image.width(), sy = double(grey.rows) / image.height();
        d.pixelRad = 1 / std::sqrt(d.camera.fx * sx * d.camera.fy * sy);
        const cv::Mat mask = d.floorMask(grey.size(), people, sx);
        if (d.key.empty() || d.key.size() != grey.size()) d.startKey(grey, mask, frame);
        else d.measure(grey, mask, frame, sx, sy);
    } catch (const cv::Exception&) {
        // Out of memory or a size OpenCV refuses: a frame without an answer.
    }
}

const std::vector<FloorStep>& FloorFlow::steps() const { return impl_->steps; }
std::size_t FloorFlow::frames() const { return impl_->frames; }
double FloorFlow::pixelRad() const { return impl_->pixelRad; }

}  // namespace ropetp::trajectory
