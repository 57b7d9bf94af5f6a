#include "pose/rope/rope_estimator.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "nn/model_store.h"
#include "pose/clip_part.h"
#include "pose/fit_body.h"
#include "pose/fit_confidence.h"
#include "pose/landmark_fit.h"
#include "pose/rope/rope_crop.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

/// Frames that the shape is taken from, spread over the track.
constexpr std::size_t kShapeFrames = 24;
/// One picture tells little of somebody's shape: what is read is drawn towards the mean body.
constexpr double kShapeTrust = 0.35;
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
    Run(const body::BodyModel& body, RopeLooks& looks, const PersonFootage& footage, JobControl& job, const PoseStream& stream)
        : body_(body), looks_(looks), footage_(footage), job_(job), stream_(stream) {}

    Result<body::MotionClip> operator()() {
        for (auto it = footage_.track.observations.lower_bound(footage_.range.first); it != footage_.track.observations.end() && it->first < footage_.range.end; ++it) {
            if (!it->second.landmarks) continue;
            const auto crop = ropeCropOf(*it->second.landmarks);
            if (!crop.isValid()) continue;
            sightings_.push_back({it->first, crop});
            scores_.push_back(std::clamp(it->second.landmarks->score, 0.f, 1.f));
        }
        if (sightings_.empty()) return fail(ErrorCode::NoPerson, "no frame of the range has landmarks to look at");
        if (auto ok = findShape(); !ok) return fail(ok.error());
        startClip();
        for (std::size_t first = 0; first < sightings_.size(); first += RopeReader::kBatch) {
            if (job_.isCanceled()) return fail(ErrorCode::Canceled);
            const std::size_t end = std::min(first + RopeReader::kBatch, sightings_.size());
            const auto readings = look({sightings_.data() + first, end - first});
            if (!readings) return fail(readings.error());
            for (std::size_t i = first; i < end; ++i) addFrame(sightings_[i], scores_[i], (*readings)[i - first]);
            if (end == sightings_.size()) holdLast();
            send();
            job_.report(double(end) / double(sightings_.size()));
        }
        return std::move(clip_);
    }

  private:
    Result<std::vector<RopeReading>> look(std::span<const RopeSighting> batch) { return looks_.of(batch, footage_.picture); }

    Result<void> findShape() {
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

    void addFrame(const RopeSighting& s, float score, const RopeReading& r) {
        const FrameState state = stateOf(s, r);
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
    JobControl& job_;
    const PoseStream& stream_;
    std::vector<RopeSighting> sightings_;
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

Result<void> RopeEstimator::watch(FrameIndex frame, const Image& picture, std::span<const track::Landmarks* const> people) {
    for (const track::Landmarks* person : people) {
        const auto crop = ropeCropOf(*person);
        if (!crop.isValid()) continue;
        if (auto ok = looks_->add({frame, crop}, picture); !ok) return ok;
    }
    return {};
}

Result<body::MotionClip> RopeEstimator::estimate(const PersonFootage& footage, JobControl& job, const PoseStream& stream) {
    if (auto ok = check(footage); !ok) return fail(ok.error());
    if (!refine_) return Run(*body_, *looks_, footage, job, stream)();
    JobSlice reading(job, 0, 0.6), refining(job, 0.6, 1);
    const auto raw = Run(*body_, *looks_, footage, reading, stream)();
    if (!raw) return raw;
    // Not streamed: the raw poses are on show until the refined ones are whole.
    auto clip = LandmarkFit(body_, PosePrior::anatomical()).refine(footage, *raw, refining, {});
    if (!clip) return clip;
    for (std::size_t i = 0; i < clip->frames.size(); ++i)
        for (const std::size_t j : kHeldJoints) clip->frames[i].poseInCam.axisAngleRad[j] = raw->frames[i].poseInCam.axisAngleRad[j];
    return clip;
}

}  // namespace ropetp::pose
