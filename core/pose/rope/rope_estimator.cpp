#include "pose/rope/rope_estimator.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "nn/model_store.h"
#include "pose/clip_part.h"
#include "pose/fit_body.h"
#include "pose/fit_confidence.h"
#include "pose/landmark_fit.h"
#include "pose/rope/rope_crop.h"
#include "pose/rope/track_start.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ropetp::pose {
namespace {

/// Frames that the shape is taken from, spread over the track.
constexpr std::size_t kShapeFrames = 24;
/// One picture tells little of somebody's shape: what is read is drawn towards the mean body.
constexpr double kShapeTrust = 0.35;
/// How much of what Rope says otherwise is taken where the fit is sure of a joint, and below what confidence all of it is.
constexpr double kTrustOfSeen = 0.1, kHiddenBelow = 0.25, kSeenAbove = 0.75;
/// Toes and hands: the landmark fit does not turn them.
constexpr std::array<std::size_t, 4> kHeldJoints = {10, 11, 22, 23};

Result<void> check(const PersonFootage& f) {
    if (f.range.size() < 1 || f.ptsSec.size() != std::size_t(f.range.size())) return fail(ErrorCode::InvalidInput, "times and range do not fit together");
    for (std::size_t i = 1; i < f.ptsSec.size(); ++i)
        if (!(f.ptsSec[i] > f.ptsSec[i - 1])) return fail(ErrorCode::InvalidInput, "times do not grow");
    if (!(f.camera.fx > 0 && f.camera.fy > 0)) return fail(ErrorCode::InvalidInput, "the camera has no focal length");
    if (!f.picture) return fail(ErrorCode::InvalidInput, "this estimator needs pictures");
    return {};
}

double boneSum(const body::JointPositions& rest) {
    double sum = 0;
    for (const auto& [a, b] : {std::pair{1, 4}, {2, 5}, {4, 7}, {5, 8}, {0, 12}, {16, 18}, {17, 19}}) sum += (rest.row(a) - rest.row(b)).norm();
    return sum;
}

/// Joints of a reading relative to its pelvis.
body::JointPositions jointsInView(const RopeReading& r, const body::JointPositions& rest) {
    body::Pose pose;
    for (std::size_t j = 0; j < body::kJointCount; ++j) pose.axisAngleRad[j] = axisAngleFromMatrix(r.local[j]);
    const body::JointPositions joints = body::jointPositions(rest, pose);
    return joints.rowwise() - joints.row(0);
}

class Run {
  public:
    /// @param fitted  the track by the landmark fit, which Rope starts from; null where its backbone has no landmarks.
    Run(const body::BodyModel& body, RopeLooks& looks, const PersonFootage& footage, const body::MotionClip* fitted, JobControl& job, const PoseStream& stream)
        : body_(body), looks_(looks), footage_(footage), fitted_(fitted), job_(job), stream_(stream) {}

    Result<body::MotionClip> operator()() {
        for (auto it = footage_.track.observations.lower_bound(footage_.range.first); it != footage_.track.observations.end() && it->first < footage_.range.end; ++it) {
            if (!it->second.landmarks) continue;
            const auto crop = looks_.cropOf(*it->second.landmarks);
            if (!crop.isValid()) continue;
            sightings_.push_back({it->first, crop});
            landmarks_.push_back(&*it->second.landmarks);
            scores_.push_back(std::clamp(it->second.landmarks->score, 0.f, 1.f));
        }
        if (sightings_.empty()) return fail(ErrorCode::NoPerson, "no frame of the range has landmarks to look at");
        if (auto ok = findShape(); !ok) return fail(ok.error());
        startClip();
        for (std::size_t first = 0; first < sightings_.size(); first += RopeReader::kBatch) {
            if (job_.isCanceled()) return fail(ErrorCode::Canceled);
            const std::size_t end = std::min(first + RopeReader::kBatch, sightings_.size());
            const std::span<const RopeSighting> batch(sightings_.data() + first, end - first);
            if (auto ok = fitted_ ? answer(batch, first) : readAlone(batch, first); !ok) return fail(ok.error());
            if (end == sightings_.size()) holdLast();
            send();
            job_.report(double(end) / double(sightings_.size()));
        }
        return std::move(clip_);
    }

  private:
    Result<std::vector<RopeReading>> look(std::span<const RopeSighting> batch) { return looks_.of(batch, footage_.picture); }

    Result<void> readAlone(std::span<const RopeSighting> batch, std::size_t first) {
        const auto readings = look(batch);
        if (!readings) return fail(readings.error());
        for (std::size_t i = 0; i < batch.size(); ++i) addFrame(batch[i], scores_[first + i], (*readings)[i], stateOf(batch[i], (*readings)[i]));
        return {};
    }

    /// A joint turns what hangs on it: the fit knows its turn as surely as it sees the joints below.
    static double trust(const JointConfidence& fitted, std::size_t joint) {
        float least = fitted[joint];
        for (std::size_t j = 1; j < body::kJointCount; ++j)
            if (body::kParents[j] == int(joint)) least = std::min(least, fitted[j]);
        const double seen = std::clamp((least - kHiddenBelow) / (kSeenAbove - kHiddenBelow), 0.0, 1.0);
        return 1 - (1 - kTrustOfSeen) * seen;
    }

    /// From the fitted pose: what Rope answers differs from it by what the picture tells.
    Result<void> answer(std::span<const RopeSighting> batch, std::size_t first) {
        std::vector<FrameState> fitted;
        std::vector<RopeStart> starts;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            fitted.push_back(stateFromPose(fitted_->frames[std::size_t(indexOf(batch[i].frame))].poseInCam, rest_));
            starts.push_back(startFromTrack(fitted.back(), fitBody_, meanScale_, footage_.camera, batch[i].crop, *landmarks_[first + i]));
        }
        const auto readings = looks_.again(batch, starts, footage_.picture);
        if (!readings) return fail(readings.error());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const RopeReading& r = (*readings)[i];
            FrameState state = fitted[i];
            const Eigen::Matrix3d fromView = camFromView(footage_.camera, batch[i].crop);
            const JointConfidence& sure = fitted_->frames[std::size_t(indexOf(batch[i].frame))].confidence;
            for (std::size_t j = 0; j < body::kJointCount; ++j) {
                const Eigen::Matrix3d said = j == 0 ? Eigen::Matrix3d(fromView * r.local[0]) : r.local[j];
                state.local[j] = fitted[i].local[j] * matrixFromAxisAngle(trust(sure, j) * axisAngleFromMatrix(fitted[i].local[j].transpose() * said));
            }
            // The fit knows the place in the true perspective; Rope's change of scale and place is added to it.
            const auto* start = starts[i].pose.data() + 6 * body::kJointCount;
            const double share = trust(sure, 0), nearer = std::pow(kMeanScale * std::exp(double(start[0])) / r.scale, share);
            const Eigen::Vector3d change = share * Eigen::Vector3d(r.pelvisM.x() - start[1], r.pelvisM.y() - start[2], 0);
            state.pelvisInCam = fitted[i].pelvisInCam * nearer + fromView * change / meanScale_;
            addFrame(batch[i], scores_[first + i], r, state);
        }
        return {};
    }

    Result<void> findShape() {
        if (fitted_) {
            betas_ = fitted_->betas;
            rest_ = body_.restJoints(betas_);
            fitBody_ = FitBody(body_, betas_);
            meanScale_ = boneSum(body_.restJoints(body::Betas::Zero())) / boneSum(rest_);
            return {};
        }
        std::vector<RopeSighting> some;
        const std::size_t step = std::max<std::size_t>(1, sightings_.size() / kShapeFrames);
        for (std::size_t i = step / 2; i < sightings_.size(); i += step) some.push_back(sightings_[i]);
        if (some.empty()) some = sightings_;
        std::vector<body::Betas> all;
        for (std::size_t first = 0; first < some.size(); first += RopeReader::kBatch) {
            if (job_.isCanceled()) return fail(ErrorCode::Canceled);
            const auto readings = look({some.data() + first, std::min<std::size_t>(RopeReader::kBatch, some.size() - first)});
            if (!readings) return fail(readings.error());
            for (const auto& r : *readings) all.push_back(r.betas);
        }
        // The median of each parameter: a few bad frames do not change somebody's shape.
        for (int k = 0; k < body::kShapeCount; ++k) {
            std::vector<double> values;
            for (const auto& b : all) values.push_back(b[k]);
            std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
            betas_[k] = kShapeTrust * std::clamp(values[values.size() / 2], -5.0, 5.0);
        }
        rest_ = body_.restJoints(betas_);
        return {};
    }

    void startClip() {
        clip_.person = footage_.track.id;
        clip_.betas = betas_;
        clip_.camera = footage_.camera;
        clip_.camFromWorld = {Eigen::Isometry3d::Identity()};
        clip_.bodyModel = body_.name();
        clip_.source = "rope 1.0";
        const auto& pts = footage_.ptsSec;
        clip_.fps = pts.size() > 1 ? double(pts.size() - 1) / (pts.back() - pts.front()) : 30.0;
        clip_.frames.reserve(pts.size());
    }

    double timeOf(std::int64_t i) const { return footage_.ptsSec[std::size_t(i)]; }
    std::int64_t indexOf(FrameIndex f) const { return f.value - footage_.range.first.value; }

    FrameState stateOf(const RopeSighting& s, const RopeReading& r) const {
        FrameState state;
        for (std::size_t j = 0; j < body::kJointCount; ++j) state.local[j] = r.local[j];
        state.local[0] = camFromView(footage_.camera, s.crop) * r.local[0];
        // Scale to depth; a body larger than the one Rope saw stands farther away.
        const body::JointPositions own = body_.restJoints(r.betas);
        const double larger = boneSum(rest_) / boneSum(own);
        state.pelvisInCam = pelvisInCam(footage_.camera, s.crop, r.scale, r.pelvisM, jointsInView(r, own)) * larger;
        return state;
    }

    void addFrame(const RopeSighting& s, float score, const RopeReading& r, const FrameState& state) {
        body::MotionFrame frame;
        frame.visible = true;
        for (std::size_t j = 0; j < body::kJointCount; ++j) frame.confidence[j] = r.found[j] * score;
        inFill(indexOf(s.frame), &state, &frame.confidence);
        push(indexOf(s.frame), state, frame);
        last_ = state;
        lastConfidence_ = frame.confidence;
        lastSeen_ = indexOf(s.frame);
    }

    void push(std::int64_t i, const FrameState& state, body::MotionFrame frame) {
        frame.frame = FrameIndex(footage_.range.first.value + i);
        frame.ptsSec = timeOf(i);
        frame.poseInCam = poseFromState(state, rest_);
        for (const std::size_t j : kHeldJoints) frame.poseInCam.axisAngleRad[j] = axisAngleFromMatrix(state.local[j]);
        clip_.frames.push_back(frame);
    }

    /// Frames between the last one and `end`: a glide from the pose before to `next`, or a hold.
    void inFill(std::int64_t end, const FrameState* next, const JointConfidence* nextConfidence) {
        for (auto i = std::int64_t(clip_.frames.size()); i < end; ++i) {
            constexpr double kNever = 1e9;
            const bool before = lastSeen_ >= 0;
            const double since = before ? timeOf(i) - timeOf(lastSeen_) : kNever, until = next ? timeOf(end) - timeOf(i) : kNever;
            const double t = !before ? 1 : !next ? 0 : since / (since + until);
            FrameState state = !before ? *next : !next ? last_ : interpolated(last_, *next, t * t * (3 - 2 * t));
            body::MotionFrame frame;
            frame.visible = false;
            frame.confidence = inFilledConfidence(lastConfidence_, since, next ? *nextConfidence : lastConfidence_, until);
            push(i, state, frame);
        }
    }

    void holdLast() { inFill(footage_.range.size(), nullptr, nullptr); }

    void send() {
        if (!stream_ || sent_ == clip_.frames.size()) return;
        stream_(clipPart(clip_, sent_));
        sent_ = clip_.frames.size();
    }

    const body::BodyModel& body_;
    RopeLooks& looks_;
    const PersonFootage& footage_;
    const body::MotionClip* fitted_;
    JobControl& job_;
    const PoseStream& stream_;
    std::vector<RopeSighting> sightings_;
    std::vector<const track::Landmarks*> landmarks_;   ///< of the sightings
    FitBody fitBody_;
    double meanScale_ = 1;
    std::vector<float> scores_;            ///< of the landmark model: somebody is there
    body::Betas betas_ = body::Betas::Zero();
    body::JointPositions rest_;
    body::MotionClip clip_;
    FrameState last_;
    JointConfidence lastConfidence_{};
    std::int64_t lastSeen_ = -1;
    std::size_t sent_ = 0;
};

}  // namespace

Result<std::unique_ptr<RopeEstimator>> RopeEstimator::create(const EstimatorOptions& options) {
    std::unique_ptr<RopeEstimator> e(new RopeEstimator());
    e->body_ = options.body;
    auto weights = options.weights.empty() ? nn::findOwnModel("rope-blazepose.weights") : Result<std::filesystem::path>(options.weights);
    if (!weights) return fail(weights.error());
    auto reader = RopeReader::create(*weights, options.modelFolder, options.threads);
    if (!reader) return fail(reader.error());
    e->looks_ = std::make_unique<RopeLooks>(std::move(*reader), options.flipTest);
    e->refine_ = options.refine;
    return e;
}

Result<void> RopeEstimator::watch(FrameIndex frame, const Image& picture, std::span<const WatchedPerson> people) {
    for (const WatchedPerson& person : people) {
        const auto crop = looks_->cropOf(*person.landmarks);
        if (!crop.isValid()) continue;
        if (auto ok = looks_->add({frame, crop}, picture, crop == person.landmarks->crop ? person.pass : nullptr); !ok) return ok;
    }
    return {};
}

Result<body::MotionClip> RopeEstimator::estimate(const PersonFootage& footage, JobControl& job, const PoseStream& stream) {
    if (auto ok = check(footage); !ok) return fail(ok.error());
    std::optional<body::MotionClip> fitted;
    JobSlice fitting(job, 0, looks_->usesLandmarks() ? 0.3 : 0), reading(job, looks_->usesLandmarks() ? 0.3 : 0, refine_ ? 0.7 : 1), refining(job, 0.7, 1);
    LandmarkFit fit(body_, PosePrior::anatomical());
    if (looks_->usesLandmarks()) {
        auto clip = fit.estimate(footage, fitting, stream);
        if (!clip) return clip;
        fitted = std::move(*clip);
    }
    auto raw = Run(*body_, *looks_, footage, fitted ? &*fitted : nullptr, reading, refine_ ? PoseStream{} : stream)();
    if (!raw || !refine_) return raw;
    // Not streamed: the fitted poses are on show until the refined ones are whole.
    auto clip = fit.refine(footage, *raw, refining, {});
    if (!clip) return clip;
    for (std::size_t i = 0; i < clip->frames.size(); ++i)
        for (const std::size_t j : kHeldJoints) clip->frames[i].poseInCam.axisAngleRad[j] = raw->frames[i].poseInCam.axisAngleRad[j];
    return clip;
}

}  // namespace ropetp::pose
