#include "pose/landmark_fit.h"

#include "base/rotation.h"
#include "pose/clip_part.h"
#include "pose/fit_confidence.h"
#include "pose/initial_pose.h"
#include "pose/shape_fit.h"
#include "pose/window_solver.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

/// Unseen stretches up to this long are bridged by the motion terms, longer ones by interpolation.
constexpr double kLongestBridgeSec = 0.8;

Result<void> check(const PersonFootage& footage) {
    if (footage.range.size() < 1) return fail(ErrorCode::InvalidInput, "the range of frames is empty");
    if (static_cast<std::int64_t>(footage.ptsSec.size()) != footage.range.size())
        return fail(ErrorCode::InvalidInput, "the number of time stamps is not the number of frames");
    for (std::size_t i = 0; i < footage.ptsSec.size(); ++i)
        if (!std::isfinite(footage.ptsSec[i]) || (i > 0 && !(footage.ptsSec[i] > footage.ptsSec[i - 1])))
            return fail(ErrorCode::InvalidInput, "time stamps do not increase at frame " + std::to_string(footage.range.first.value + static_cast<std::int64_t>(i)));
    const PinholeCamera& c = footage.camera;
    if (!(c.fx > 0) || !(c.fy > 0) || !std::isfinite(c.fx + c.fy + c.cx + c.cy) || c.width <= 0 || c.height <= 0)
        return fail(ErrorCode::InvalidInput, "the camera has no focal length or frame size");
    return {};
}

/// Frames [first, end) that are solved together: bridged gaps only, seen at both ends.
struct Segment {
    std::size_t first, end;
};

std::vector<Segment> segmentsOf(const std::vector<FrameObservation>& frames) {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (!frames[i].seen) continue;
        const bool joins = !segments.empty() && frames[i].ptsSec - frames[segments.back().end - 1].ptsSec <= kLongestBridgeSec;
        if (joins)
            segments.back().end = i + 1;
        else
            segments.push_back({i, i + 1});
    }
    return segments;
}

/// One run of the estimator.
class Fit {
  public:
    Fit(const body::BodyModel& model, const PosePrior& prior, const FitSettings& settings, const PersonFootage& footage,
        const body::MotionClip* start, JobControl& job, const PoseStream& stream)
        : model_(model), prior_(prior), settings_(settings), footage_(footage), start_(start), job_(job), stream_(stream), solver_(prior, settings) {}

    Result<body::MotionClip> run() {
        frames_ = observeFrames(footage_);
        const auto segments = segmentsOf(frames_);
        if (segments.empty())
            return fail(ErrorCode::NoPerson, "no frame of the range has landmarks that can be fitted");
        auto betas = start_ ? Result<body::Betas>(start_->betas) : fitShape(model_, prior_, settings_, frames_, job_);
        if (!betas) return fail(betas.error());
        if (start_) expectStart();
        body_ = FitBody(model_, *betas);
        solver_.setBody(body_);
        startClip(*betas);
        for (const Segment& segment : segments)
            if (auto solved = solveSegment(segment); !solved) return fail(solved.error());
        inFill(frames_.size());
        job_.report(1);
        return std::move(clip_);
    }

  private:
    void startClip(const body::Betas& betas) {
        clip_.person = footage_.track.id;
        clip_.betas = betas;
        clip_.camera = footage_.camera;
        clip_.camFromWorld = {Eigen::Isometry3d::Identity()};
        clip_.bodyModel = model_.name();
        clip_.source = start_ ? start_->source + " + refined" : "fit 1.0";
        const auto& pts = footage_.ptsSec;
        clip_.fps = pts.size() > 1 ? (pts.size() - 1) / (pts.back() - pts.front()) : 30.0;
        clip_.frames.reserve(pts.size());
    }

    /// The clip to be refined as what each frame is expected to be. A joint that it is unsure of is held loosely.
    void expectStart() {
        const auto rest = model_.restJoints(start_->betas);
        for (std::size_t i = 0; i < frames_.size(); ++i) {
            const body::MotionFrame& f = start_->frames[i];
            if (!f.visible || !frames_[i].seen) continue;
            ExpectedPose e;
            for (std::size_t j = 0; j < body::kJointCount; ++j) {
                e.state.local[j] = matrixFromAxisAngle(f.poseInCam.axisAngleRad[j]);
                e.sigmaRad[j] = settings_.expectedSigmaRad / std::max(0.3, double(f.confidence[j]));
            }
            e.state.pelvisInCam = rest.row(0).transpose() + f.poseInCam.translationM;
            frames_[i].expected = std::make_shared<const ExpectedPose>(e);
        }
    }

    /// First guesses of [first, end); unseen frames between seen ones.
    std::vector<FrameState> guesses(std::size_t first, std::size_t end) const {
        std::vector<FrameState> states(end - first);
        std::size_t lastSeen = end;
        for (std::size_t i = first; i < end; ++i) {
            if (!frames_[i].seen) continue;
            states[i - first] = frames_[i].expected ? frames_[i].expected->state : initialPose(body_, frames_[i]);
            for (std::size_t k = lastSeen == end ? first : lastSeen + 1; k < i; ++k) {
                if (lastSeen == end) {
                    states[k - first] = states[i - first];
                    continue;
                }
                const double t = (frames_[k].ptsSec - frames_[lastSeen].ptsSec) / (frames_[i].ptsSec - frames_[lastSeen].ptsSec);
                states[k - first] = interpolated(states[lastSeen - first], states[i - first], t);
            }
            lastSeen = i;
        }
        for (std::size_t k = lastSeen == end ? end : lastSeen + 1; k < end; ++k) states[k - first] = states[lastSeen - first];
        return states;
    }

    Result<void> solveSegment(const Segment& segment) {
        const std::size_t step = std::max(1, settings_.windowFrames - settings_.overlapFrames);
        std::vector<FrameState> fixed;   // the last frames that are done
        std::vector<FrameState> ahead;   // solved before, to be solved again with their future
        for (std::size_t first = segment.first; first < segment.end;) {
            // A window never ends in an unseen stretch: it would be extrapolated there.
            std::size_t end = std::min(segment.end, first + settings_.windowFrames);
            while (end < segment.end && !frames_[end - 1].seen) ++end;
            const bool last = end == segment.end;
            const std::size_t done = last ? end : std::min(end, first + step);
            std::vector<FrameState> states = fixed;
            for (FrameState& s : guesses(first, end)) states.push_back(s);
            std::copy(ahead.begin(), ahead.begin() + std::min(ahead.size(), end - first), states.begin() + fixed.size());
            const std::span observations(frames_.data() + first - fixed.size(), end - first + fixed.size());
            if (auto solved = solver_.solve(states, observations, static_cast<int>(fixed.size()), job_); !solved)
                return fail(solved.error());
            const auto solvedFirst = states.begin() + fixed.size();
            emitFrames(first, std::span(&*solvedFirst, done - first));
            ahead.assign(solvedFirst + (done - first), states.end());
            const std::size_t keep = std::min<std::size_t>(2, done - first);
            fixed.assign(solvedFirst + (done - first - keep), solvedFirst + (done - first));
            first = done;
            job_.report(double(first) / frames_.size());
        }
        return {};
    }

    void emitFrames(std::size_t first, std::span<const FrameState> states) {
        const std::size_t streamFrom = clip_.frames.size();
        if (clip_.frames.size() < first) inFillTowards(first, states.front());
        for (std::size_t k = 0; k < states.size(); ++k) {
            const FrameObservation& observation = frames_[first + k];
            body::MotionFrame frame = emptyFrame(first + k);
            frame.poseInCam = poseFromState(states[k], body_.restJoints);
            frame.visible = observation.seen;
            if (observation.seen) {
                frame.confidence = jointConfidence(observation, solver_.terms().residualsM(states[k], observation));
                // Landmarks beside the picture or beside the body are no sighting.
                float best = 0;
                for (float c : frame.confidence) best = std::max(best, c);
                frame.visible = best > 0.15f;
            }
            clip_.frames.push_back(frame);
        }
        lastState_ = states.back();
        confidenceOfUnseen(streamFrom);
        sendFrames(streamFrom);
    }

    void sendFrames(std::size_t from) const {
        if (!stream_) return;
        stream_(clipPart(clip_, from));
    }

    body::MotionFrame emptyFrame(std::size_t i) const {
        body::MotionFrame frame;
        frame.frame = FrameIndex(footage_.range.first.value + static_cast<std::int64_t>(i));
        frame.ptsSec = frames_[i].ptsSec;
        frame.visible = false;
        return frame;
    }

    /// Frames up to `first` from the last solved state to `next`: a hold that glides over.
    void inFillTowards(std::size_t first, const FrameState& next) {
        const bool none = clip_.frames.empty();
        const std::size_t from = clip_.frames.size();
        const double start = none ? 0 : clip_.frames.back().ptsSec, end = frames_[first].ptsSec;
        for (std::size_t i = from; i < first; ++i) {
            const double t = none ? 1 : (frames_[i].ptsSec - start) / (end - start);
            const FrameState state = none ? next : interpolated(lastState_, next, t * t * (3 - 2 * t));
            body::MotionFrame frame = emptyFrame(i);
            frame.poseInCam = poseFromState(state, body_.restJoints);
            clip_.frames.push_back(frame);
        }
    }

    /// Up to the end of the range.
    void inFill(std::size_t end) {
        const std::size_t from = clip_.frames.size();
        for (std::size_t i = from; i < end; ++i) {
            body::MotionFrame frame = emptyFrame(i);
            frame.poseInCam = poseFromState(lastState_, body_.restJoints);
            clip_.frames.push_back(frame);
        }
        if (from == clip_.frames.size()) return;
        confidenceOfUnseen(from);
        sendFrames(from);
    }

    void confidenceOfUnseen(std::size_t from) {
        auto& frames = clip_.frames;
        for (std::size_t i = from; i < frames.size(); ++i) {
            if (frames_[i].seen) continue;
            std::size_t before = i, after = i;
            while (before > 0 && !frames_[before].seen) --before;
            while (after + 1 < frames.size() && !frames_[after].seen) ++after;
            const double never = 1e9;
            const double sinceBefore = frames_[before].seen ? frames[i].ptsSec - frames[before].ptsSec : never;
            const double untilAfter = frames_[after].seen ? frames[after].ptsSec - frames[i].ptsSec : never;
            frames[i].confidence = inFilledConfidence(frames[before].confidence, sinceBefore, frames[after].confidence, untilAfter);
        }
    }

    const body::BodyModel& model_;
    const PosePrior& prior_;
    const FitSettings& settings_;
    const PersonFootage& footage_;
    const body::MotionClip* start_;   ///< null, or what is refined
    JobControl& job_;
    const PoseStream& stream_;
    WindowSolver solver_;
    std::vector<FrameObservation> frames_;
    FitBody body_;
    body::MotionClip clip_;
    FrameState lastState_;
};

}  // namespace

LandmarkFit::LandmarkFit(std::shared_ptr<const body::BodyModel> body, PosePrior prior, FitSettings settings)
    : body_(std::move(body)), prior_(std::move(prior)), settings_(settings) {}

Result<body::MotionClip> LandmarkFit::estimate(const PersonFootage& footage, JobControl& job, const PoseStream& stream) {
    if (!body_) return fail(ErrorCode::InvalidInput, "the pose estimator has no body");
    if (auto checked = check(footage); !checked) return fail(checked.error());
    return Fit(*body_, prior_, settings_, footage, nullptr, job, stream).run();
}

Result<body::MotionClip> LandmarkFit::refine(const PersonFootage& footage, const body::MotionClip& start, JobControl& job, const PoseStream& stream) {
    if (auto checked = check(footage); !checked) return fail(checked.error());
    if (start.frames.size() != footage.ptsSec.size() || start.frames.front().frame != footage.range.first)
        return fail(ErrorCode::InvalidInput, "the clip to refine has other frames");
    return Fit(*body_, prior_, settings_, footage, &start, job, stream).run();
}

}  // namespace ropetp::pose
