#include "trajectory/camera_rotation.h"

#include "base/rotation.h"
#include "trajectory/camera_rotation_key_p.h"
#include "trajectory/camera_rotation_smooth_p.h"
#include "trajectory/camera_rotation_verdict_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::trajectory {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
/// A new key frame when so little of the old one is left in view; earlier where it changes its shape.
constexpr double kPointsLeft = 0.45, kParallaxPointsLeft = 0.6;
/// An older key frame is tried when so much of it should be in view, and so much more than of the one in use.
constexpr double kOlderOverlap = 0.7, kOlderGain = 0.1;
constexpr std::size_t kOlderEveryFrames = 4, kOlderAtMostEveryFrames = 64;
/// A view is the older key frame's only when nearly all of it fits without parallax, near where it is expected.
constexpr double kOlderSupport = 0.7, kOlderResidualPx = 0.7, kOlderAngleRad = 6 * kDegree;
constexpr int kOlderCells = 8;
constexpr std::size_t kMostKeys = 24;
constexpr int kPatienceFrames = 5;
constexpr std::size_t kFewestPoints = 10;
/// What a key frame adds to the error beside noise: the shape of the lens, the focal length. Guessed from films.
constexpr double kKeySigmaRad = 0.05 * kDegree, kParallaxKeySigmaRad = 0.2 * kDegree;

double sigma(const RotationFit& fit) { return std::sqrt(fit.covariance.trace() / 3); }

}  // namespace

struct CameraRotationEstimator::Impl {
    PinholeCamera camera;
    std::vector<RotationKey> keys;      ///< the first of the shot stays first
    std::size_t active = 0;             ///< of keys
    CameraView last;                    ///< the last view that was measured
    std::vector<MeasuredRotation> frames;
    std::vector<std::size_t> parts;     ///< first frames after a cut or a loss
    Eigen::Matrix3d velocity = Eigen::Matrix3d::Identity();  ///< turn from the frame before to the last one
    int framesWithoutAnswer = 0;
    std::size_t nextOlderTrial = 0, olderPause = kOlderEveryFrames;  ///< frames; longer after each failure
    bool started = false, cutSeen = false, answered = false, lost = false;

    Eigen::Matrix3d held() const { return frames.empty() ? Eigen::Matrix3d::Identity() : frames.back().camFromFirst; }

    void pushUnmeasured() {
        MeasuredRotation f;
        f.camFromFirst = held();
        if (!frames.empty()) f.variance = frames.back().variance;
        frames.push_back(f);
    }

    /// The key, of frame `frame`, becomes the one in use.
    void startKey(RotationKey key, std::size_t frame, double variance, bool connected) {
        key.variance = variance;
        key.connected = connected;
        key.madeAt = key.lastUsed = frame;
        if (keys.size() >= kMostKeys) dropOneKey();
        keys.push_back(std::move(key));
        active = keys.size() - 1;
        framesWithoutAnswer = 0;
        olderPause = kOlderEveryFrames;
    }

    /// The one that looks most like an older one.
    void dropOneKey() {
        std::size_t worst = 1;
        double least = 10;
        for (std::size_t i = 1; i < keys.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const double angle = geodesicAngle(keys[i].camFromFirst, keys[j].camFromFirst);
                if (i != active && angle < least) {
                    least = angle;
                    worst = i;
                }
            }
        keys.erase(keys.begin() + std::ptrdiff_t(worst));
    }

    void startShot(const CameraView& view) {
        const bool first = !started;
        cutSeen = cutSeen || !first;
        started = true;
        keys.clear();
        pushUnmeasured();
        startKey(makeKey(view, held()), frames.size() - 1, frames.back().variance, first);
        auto& f = frames.back();
        f.measured = true;
        f.confidence = first ? std::min(1.0, double(keys[0].points.size()) / 24.0) : 0;
        if (!first) parts.push_back(frames.size() - 1);
        velocity.setIdentity();
        last = view;
    }

    std::optional<RotationFit> compare(const CameraView& view, const Eigen::Matrix3d& predicted, const PinholeCamera& small, Reach reach) {
        auto& key = keys[active];
        auto fit = turnSinceKey(key, view.data(), small, predicted * key.camFromFirst.transpose(), reach);
        if (fit && !answers(*fit)) fit.reset();
        return fit;
    }

    void measure(const CameraView& view, const PinholeCamera& small) {
        const Eigen::Matrix3d before = held();
        auto fit = compare(view, velocity * before, small, Reach::Near);
        if (!fit) fit = compare(view, before, small, Reach::Far);
        if (!fit && framesWithoutAnswer == 0 && !last.isNull() && frames.back().measured && keys[active].view.data().grey.data != last.data().grey.data) {
            // The view changed too much since the key frame: go on from the frame before.
            startKey(makeKey(last, before), frames.size() - 1, frames.back().variance + std::pow(kKeySigmaRad, 2), keys[active].connected);
            fit = compare(view, before, small, Reach::Far);
        }
        if (!fit) return miss(view);
        framesWithoutAnswer = 0;
        answered = true;
        const bool followed = frames.back().measured;
        record(*fit, fit->nowFromKey * keys[active].camFromFirst);
        velocity = followed ? Eigen::Matrix3d(frames.back().camFromFirst * before.transpose()) : Eigen::Matrix3d::Identity();
        last = view;
        const double left = keys[active].leftInView();
        if (tryOlderKey(view, small, left) || left >= (fit->parallax ? kParallaxPointsLeft : kPointsLeft)) return;
        const double keySigma = fit->parallax ? kParallaxKeySigmaRad : kKeySigmaRad;
        startKey(makeKey(view, held()), frames.size() - 1, frames.back().variance + keySigma * keySigma, keys[active].connected);
    }

    /// Somebody may cover the camera for a moment; after that, what is seen is a new start, where anything is seen.
    void miss(const CameraView& view) {
        pushUnmeasured();
        velocity.setIdentity();
        // Until something was compared, there is no link to the first frame that could be lost: a video that fades in.
        const bool nothingYet = !answered && !cutSeen;
        if (++framesWithoutAnswer <= kPatienceFrames && !(nothingYet && keys[active].points.size() < kFewestPoints)) return;
        RotationKey key = makeKey(view, held());
        if (key.points.size() < kFewestPoints) return;
        const bool ledNowhere = !parts.empty() && parts.back() == keys[active].madeAt && keys[active].lastUsed == keys[active].madeAt;
        if (ledNowhere) {
            keys.erase(keys.begin() + std::ptrdiff_t(active));
            parts.pop_back();
        }
        startKey(std::move(key), frames.size() - 1, frames.back().variance, nothingYet);
        parts.push_back(frames.size() - 1);
        frames.back().measured = true;  // as good as it gets: the first of its part
        lost = lost || answered;
    }

    void record(const RotationFit& fit, const Eigen::Matrix3d& camFromFirst) {
        MeasuredRotation f;
        // Rounding would otherwise grow by a factor a frame, since predictions are products of earlier answers.
        f.camFromFirst = nearestRotation(camFromFirst);
        f.confidence = keys[active].connected ? confidenceOf(fit) : 0;
        f.noiseRad = sigma(fit);
        f.variance = keys[active].variance + fit.covariance.trace() / 3;
        f.measured = true;
        f.parallax = fit.parallax;
        frames.push_back(f);
        keys[active].lastUsed = frames.size() - 1;
    }

    /// Goes back to an older key frame that is in view again, and takes back the drift since it was used.
    bool tryOlderKey(const CameraView& view, const PinholeCamera& small, double leftOfActive) {
        const std::size_t now = frames.size() - 1;
        if (now < nextOlderTrial) return false;
        const bool connected = keys[active].connected;
        std::size_t older = keys.size();
        for (std::size_t i = 0; i < keys.size() && older == keys.size(); ++i) {
            const bool surer = keys[i].connected && (!connected || keys[i].variance < keys[active].variance);
            const double least = connected ? std::max(kOlderOverlap, leftOfActive + kOlderGain) : kOlderOverlap;
            if (i != active && surer && overlap(keys[i], small, frames[now].camFromFirst * keys[i].camFromFirst.transpose()) >= least) older = i;
        }
        if (older == keys.size()) return false;
        nextOlderTrial = now + olderPause;
        olderPause = std::min(2 * olderPause, kOlderAtMostEveryFrames);
        auto& key = keys[older];
        key.rewind();
        const Eigen::Matrix3d expected = frames[now].camFromFirst * key.camFromFirst.transpose();
        const auto fit = turnSinceKey(key, view.data(), small, expected, Reach::Far);
        const double pixelRad = 1 / std::sqrt(small.fx * small.fy);
        if (!fit || fit->parallax || fit->support < kOlderSupport || fit->cells < kOlderCells ||
            fit->residualRad > kOlderResidualPx * pixelRad || geodesicAngle(fit->nowFromKey, expected) > kOlderAngleRad)
            return false;
        olderPause = kOlderEveryFrames;
        const Eigen::Matrix3d closed = fit->nowFromKey * key.camFromFirst;
        if (connected) spread(key.lastUsed, closed);
        frames.pop_back();
        active = older;
        record(*fit, closed);
        return true;
    }

    void spread(std::size_t since, const Eigen::Matrix3d& closed) {
        const Eigen::Matrix3d correction = frames.back().camFromFirst.transpose() * closed;
        const auto share = spreadCorrection(std::span(frames).subspan(since), closed);
        for (auto& key : keys)
            if (key.madeAt > since)
                key.camFromFirst = corrected(key.camFromFirst, correction, share[key.madeAt - since]);
    }
};

CameraRotationEstimator::CameraRotationEstimator(const PinholeCamera& camera) : impl_(std::make_unique<Impl>()) { impl_->camera = camera; }
CameraRotationEstimator::~CameraRotationEstimator() = default;
CameraRotationEstimator::CameraRotationEstimator(CameraRotationEstimator&&) noexcept = default;
CameraRotationEstimator& CameraRotationEstimator::operator=(CameraRotationEstimator&&) noexcept = default;

void CameraRotationEstimator::add(const Image& image, std::span<const track::Box> people, bool cut) {
    add(CameraView::of(image, people), cut);
}

void CameraRotationEstimator::add(const CameraView& view, bool cut) {
    auto& d = *impl_;
    d.cutSeen = d.cutSeen || (cut && d.started);
    if (view.isNull() || !hasFocal(d.camera)) {
        if (cut) d.keys.clear();
        return d.pushUnmeasured();
    }
    const std::size_t framesBefore = d.frames.size();
    try {
        const bool sameSize = !d.keys.empty() && d.keys[0].view.data().grey.size() == view.data().grey.size();
        if (cut || !sameSize) d.startShot(view);
        else d.measure(view, smallCamera(d.camera, view.data()));
    } catch (const cv::Exception&) {
        // Out of memory: a frame without an answer.
        if (d.frames.size() == framesBefore) d.pushUnmeasured();
    }
}

CameraRotation CameraRotationEstimator::result() const {
    const auto& d = *impl_;
    CameraRotation out;
    auto frames = d.frames;
    fillGaps(frames, d.parts);
    const auto rotations = smoothed(frames, d.parts);
    for (std::size_t i = 0; i < frames.size(); ++i)
        out.frames.push_back({rotations[i], frames[i].confidence, std::sqrt(frames[i].variance), frames[i].parallax});
    out.verdict = rotationVerdict(out.frames, {hasFocal(d.camera), d.cutSeen, d.lost});
    return out;
}

}  // namespace ropetp::trajectory
