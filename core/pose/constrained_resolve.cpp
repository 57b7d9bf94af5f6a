#include "pose/constrained_resolve.h"

#include "base/rotation.h"
#include "pose/constrained_evidence.h"
#include "pose/initial_pose.h"
#include "pose/window_solver.h"

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

/// Frames beside the range that hold it: the motion terms look two frames ahead.
constexpr std::size_t kContextFrames = 2;
/// Deviations from the landmarks (agreement()) up to which a pose explains them, and from which it does not.
constexpr double kExplains = 2.2, kFails = 3.6;
/// Good frames between bad ones count as bad when the gap is shorter: limbs that cross are right by chance.
constexpr double kShortestGoodSec = 0.3;
/// A held pose this far from the clip's is another pose.
constexpr double kSameRad = 0.1, kOtherRad = 0.35;
constexpr double kSamePlaceM = 0.03, kOtherPlaceM = 0.08;
/// A step of the clip that may be the end of damage, and what is left of it when the damage is repaired.
constexpr double kJumpRad = 0.15, kJumpGone = 0.5;
/// How loosely parts that nobody sees are held to the way from one good frame to the next.
constexpr double kGuessRad = 0.1;
/// Deviations with which a pose that is surely right is kept.
constexpr double kKeptRad = 0.0015, kKeptM = 0.001;

double smoothStep(double x, double low, double high) {
    const double u = std::clamp((x - low) / (high - low), 0.0, 1.0);
    return u * u * (3 - 2 * u);
}

/// Looser and looser, and not at all below a little trust; 0 = free.
double keptSigma(double sigma, double trust) { return trust < 0.1 ? 0 : sigma / std::pow(trust, 5); }

class Resolver {
  public:
    Resolver(const ResolveRequest& request, const body::BodyModel& model, JobControl& job)
        : request_(request), model_(model), job_(job), prior_(PosePrior::anatomical()), solver_(prior_, FitSettings{}) {}

    Result<Resolved> run() {
        if (auto ok = begin(); !ok) return fail(ok.error());
        putSidesRight(observations_, held_, solver_.terms());
        judgeClip();
        believeHeldPoses(observations_, held_, request_.held, solver_.terms());
        startStates();
        expectTargets();
        auto solved = solver_.solve(states_, observations_, lead_, job_, mayMove());
        if (!solved) return fail(solved.error());
        job_.report(1);
        return result();
    }

  private:
    Result<void> begin() {
        const auto& frames = request_.clip.frames;
        const auto first = request_.clip.find(request_.range.first), last = request_.clip.find(request_.range.end.previous());
        if (request_.range.size() < 1 || first < 0 || last < 0) return fail(ErrorCode::InvalidInput, "the range to be solved again is not in the clip");
        first_ = std::size_t(first) - std::min<std::size_t>(std::size_t(first), kContextFrames);
        end_ = std::min(frames.size(), std::size_t(last) + 1 + kContextFrames);
        lead_ = int(std::size_t(first) - first_);
        count_ = std::size_t(request_.range.size());
        body_ = FitBody(model_, request_.clip.betas);
        solver_.setBody(body_);
        PersonFootage footage{request_.track, {frames[first_].frame, frames[end_ - 1].frame.next()}, {}, request_.clip.camera, {}};
        for (std::size_t i = first_; i < end_; ++i) {
            footage.ptsSec.push_back(frames[i].ptsSec);
            clip_.push_back(stateFromPose(frames[i].poseInCam, body_.restJoints));
        }
        if (!(footage.camera.fx > 0) || !(footage.camera.fy > 0)) return fail(ErrorCode::InvalidInput, "the camera has no focal length");
        observations_ = observeFrames(footage);
        if (std::none_of(observations_.begin(), observations_.end(), [](const auto& o) { return o.seen; }))
            return fail(ErrorCode::NoPerson, "no frame around the fix has landmarks");
        for (const HeldPose& h : request_.held) {
            if (!request_.range.contains(h.frame)) return fail(ErrorCode::InvalidInput, "a held pose lies outside the range");
            HeldFrame f;
            f.at = std::size_t(request_.clip.find(h.frame)) - first_;
            f.state = clip_[f.at];
            const FrameState wanted = stateFromPose(h.poseInCam, body_.restJoints);
            for (std::size_t j = 0; j < body::kJointCount; ++j) {
                if (!h.joints[j]) continue;
                f.state.local[j] = wanted.local[j];
                f.parts[std::size_t(partOfJoint(int(j)))] = true;
            }
            if (h.place) f.state.pelvisInCam = wanted.pelvisInCam, f.parts[std::size_t(BodyPart::Torso)] = true;
            held_.push_back(f);
        }
        if (held_.empty()) return fail(ErrorCode::InvalidInput, "no pose is held in the range");
        interpolated_ = interpolateHeld(std::span(frames).subspan(first_, end_ - first_), request_.held);
        return {};
    }

    /// For each frame and part: how far the clip's pose is to be kept, and how much of the held poses' change it takes.
    void judgeClip() {
        const std::size_t n = clip_.size();
        trust_.resize(n);
        carry_.resize(n);
        seen_.resize(n);
        wrong_.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            const auto a = agreement(solver_.terms(), clip_[i], observations_[i]);
            for (std::size_t part = 0; part < kBodyPartCount; ++part) {
                seen_[i][part] = a[part].seen;
                wrong_[i][part] = smoothStep(a[part].deviations, kExplains, kFails);
            }
        }
        PerPart<std::vector<bool>> over;
        for (std::size_t part = 0; part < kBodyPartCount; ++part) {
            over[part] = beyondJumps(part);
            closeGaps(part, over[part]);
        }
        std::vector<PerPart<HeldShares>> allShares;
        for (std::size_t i = 0; i < n; ++i) allShares.push_back(partShares(request_.held, observations_[i].ptsSec));
        doubtTorso(allShares);
        for (std::size_t i = 0; i < n; ++i) {
            const auto& shares = allShares[i];
            for (std::size_t part = 0; part < kBodyPartCount; ++part) {
                // Of the held poses around: is it another pose than the clip's, and was the clip wrong there?
                const HeldShares& s = shares[part];
                double other = 0, damaged = 0, repaired = 0;
                for (const auto& [k, share] : {std::pair(s.before, s.shareBefore), std::pair(s.after, s.shareAfter)}) {
                    if (k < 0 || share <= 0) continue;
                    const HeldFrame& h = held_[std::size_t(k)];
                    other += share * smoothStep(largestTurn(h, part), kSameRad, kOtherRad);
                    const bool repair = isRepair(h, part);
                    damaged += share / s.sum() * (repair ? 1 : verdict(h.at, part, shares).wrong);
                    repaired += repair ? share / s.sum() : 0;
                }
                Verdict v = verdict(i, part, shares);
                // What met its landmarks by chance, on a torso that has to move, meets them no more when it does.
                v.wrong = std::max(v.wrong, repaired * wrong_[i][std::size_t(BodyPart::Torso)]);
                trust_[i][part] = v.known * (1 - v.wrong) + (1 - v.known) * (1 - other);
                carry_[i][part] = v.known * (1 - damaged) + (1 - v.known);
                if (over[part][i]) trust_[i][part] = 1, carry_[i][part] = 0;
            }
        }
    }

    /// Limbs that were wrong have drawn the torso along, in depth above all, which no picture point shows: where a held
    /// pose moves the torso as well, it is as wrong as they are.
    void doubtTorso(const std::vector<PerPart<HeldShares>>& allShares) {
        constexpr auto kTorso = std::size_t(BodyPart::Torso);
        for (std::size_t i = 0; i < clip_.size(); ++i) {
            const HeldShares& s = allShares[i][kTorso];
            if (s.sum() <= 0) continue;
            const HeldFrame& h = held_[std::size_t(s.shareBefore >= s.shareAfter ? s.before : s.after)];
            const double moved = smoothStep((h.state.pelvisInCam - clip_[h.at].pelvisInCam).norm(), kSamePlaceM, kOtherPlaceM);
            const double changed = std::max(moved, smoothStep(largestTurn(h, kTorso), kSameRad, kOtherRad));
            double limbs = 0;
            for (std::size_t q = 0; q < kBodyPartCount; ++q)
                if (q != kTorso && allShares[i][q].sum() > 0 && damagedWhereHeld(allShares[i][q], q)) limbs = std::max(limbs, wrong_[i][q] * seen_[i][q]);
            wrong_[i][kTorso] = std::max(wrong_[i][kTorso], changed * limbs);
        }
    }

    /// What the landmarks say of a part of the clip: known 0..1, and wrong 0..1 as far as it is known.
    struct Verdict {
        double known = 0, wrong = 0;
    };
    /// What is not seen shares the fate of what is seen and was wrong where a pose is held: a solve is rarely wrong in a
    /// single limb only where it is hidden.
    Verdict verdict(std::size_t i, std::size_t part, const PerPart<HeldShares>& shares) const {
        double others = 0, othersWrong = 0;
        for (std::size_t q = 0; q < kBodyPartCount; ++q) {
            if (q == part || shares[q].sum() <= 0 || !damagedWhereHeld(shares[q], q)) continue;
            othersWrong += seen_[i][q] * wrong_[i][q];
            others += seen_[i][q];
        }
        const double seen = seen_[i][part], borrowed = (1 - seen) * std::min(1.0, others);
        Verdict v{seen + borrowed, 0};
        if (v.known > 1e-3) v.wrong = (seen * wrong_[i][part] + (others > 0 ? borrowed * othersWrong / others : 0)) / v.known;
        return v;
    }

    /// Was a part of the clip surely wrong on the held frame that counts most?
    bool damagedWhereHeld(const HeldShares& s, std::size_t part) const {
        const HeldFrame& h = held_[std::size_t(s.shareBefore >= s.shareAfter ? s.before : s.after)];
        return h.parts[part] && wrong_[h.at][part] * seen_[h.at][part] > 0.5;
    }

    /// Where the torso and most of what else a held pose holds was wrong, and it meets the landmarks of the rest, too, all of it is
    /// put right rather than posed otherwise: a limb of a body that was left behind may meet its landmarks by chance.
    bool isRepair(const HeldFrame& h, std::size_t part) {
        constexpr auto kTorso = std::size_t(BodyPart::Torso);
        if (!h.parts[kTorso] || wrong_[h.at][kTorso] <= 0.5) return false;
        int held = 0, wrong = 0;
        for (std::size_t q = 0; q < kBodyPartCount; ++q) {
            if (!h.parts[q] || seen_[h.at][q] < 0.5) continue;
            ++held;
            wrong += wrong_[h.at][q] > 0.5;
        }
        return 2 * wrong >= held && agreement(solver_.terms(), h.state, observations_[h.at])[part].deviations < kExplains;
    }

    /// Root mean square over a part's joints of the angle between two frames, the first one's turned by a held pose's change.
    double partStep(std::size_t part, const FrameState& a, const FrameState& b, const HeldFrame* change) const {
        double sum = 0;
        int count = 0;
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            if (std::size_t(partOfJoint(int(j))) != part || kRotationColumn[j] < 0) continue;
            Eigen::Matrix3d from = a.local[j];
            if (change) from = from * clip_[change->at].local[j].transpose() * change->state.local[j];
            const double angle = geodesicAngle(from, b.local[j]);
            sum += angle * angle;
            ++count;
        }
        return std::sqrt(sum / std::max(count, 1));
    }

    /// Frames on the other side of a jump of the clip that a held pose's change takes away: the damage ends there; before
    /// another held pose, until the next one begins.
    std::vector<bool> beyondJumps(std::size_t part) const {
        std::vector<bool> over(clip_.size(), false);
        const auto holds = [&](std::size_t i) { return std::any_of(held_.begin(), held_.end(), [&](const HeldFrame& h) { return h.at == i && h.parts[part]; }); };
        for (const HeldFrame& h : held_) {
            if (!h.parts[part]) continue;
            for (const int step : {1, -1}) {
                bool ended = false, good = false;
                const bool another = std::any_of(held_.begin(), held_.end(), [&](const HeldFrame& o) { return o.parts[part] && (step > 0 ? o.at > h.at : o.at < h.at); });
                for (std::ptrdiff_t i = std::ptrdiff_t(h.at) + step; i >= 0 && i < std::ptrdiff_t(clip_.size()) && !holds(std::size_t(i)); i += step) {
                    const FrameState &near = clip_[std::size_t(i - step)], &far = clip_[std::size_t(i)];
                    const double jump = partStep(part, near, far, nullptr);
                    ended = ended || (jump > kJumpRad && partStep(part, near, far, &h) < kJumpGone * jump);
                    if (!ended) continue;
                    if (another && good && wrong_[std::size_t(i)][part] > 0.5) break;
                    good = good || wrong_[std::size_t(i)][part] < 0.5;
                    over[std::size_t(i)] = true;
                }
            }
        }
        return over;
    }

    double largestTurn(const HeldFrame& h, std::size_t part) const {
        double largest = 0;
        for (int j = 0; j < body::kJointCount; ++j)
            if (std::size_t(partOfJoint(j)) == part) largest = std::max(largest, geodesicAngle(clip_[h.at].local[std::size_t(j)], h.state.local[std::size_t(j)]));
        return largest;
    }

    void closeGaps(std::size_t part, const std::vector<bool>& over) {
        const std::size_t n = clip_.size();
        for (std::size_t i = 0; i < n;) {
            std::size_t end = i;
            while (end < n && wrong_[end][part] < 0.5) ++end;
            if (i > 0 && end > i && end < n && observations_[end].ptsSec - observations_[i - 1].ptsSec < kShortestGoodSec)
                for (std::size_t k = i; k < end; ++k)
                    if (!over[k]) wrong_[k][part] = 1;
            i = end + 1;
        }
    }

    bool moves(int joint) const { return request_.joints[std::size_t(joint)] && kRotationColumn[std::size_t(joint)] >= 0; }
    bool inRange(std::size_t i) const { return i >= std::size_t(lead_) && i < std::size_t(lead_) + count_; }

    /// The clip with so much of the held poses' change as each part takes.
    FrameState target(std::size_t i) const {
        const FrameState carried = stateFromPose(interpolated_[i], body_.restJoints);
        FrameState out = clip_[i];
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            const double share = kRotationColumn[j] < 0 ? 1 : carry_[i][std::size_t(partOfJoint(int(j)))];
            if (share >= 1) out.local[j] = carried.local[j];
            else if (share > 0) out.local[j] = clip_[i].local[j] * matrixFromAxisAngle(share * axisAngleFromMatrix(clip_[i].local[j].transpose() * carried.local[j]));
        }
        out.pelvisInCam += carry_[i][std::size_t(BodyPart::Torso)] * (carried.pelvisInCam - out.pelvisInCam);
        return out;
    }

    /// Parts that are kept start where they are wanted; others where the landmarks, or the frames around, put them.
    void startStates() {
        const std::size_t n = clip_.size();
        states_ = clip_;
        for (std::size_t i = 0; i < n; ++i)
            if (inRange(i)) states_[i] = target(i);
        for (const HeldFrame& h : held_) {
            FrameState& s = states_[h.at];
            const HeldPose& pose = request_.held[std::size_t(&h - held_.data())];
            for (std::size_t j = 0; j < body::kJointCount; ++j)
                if (pose.joints[j]) s.local[j] = h.state.local[j];
            if (pose.place) s.pelvisInCam = h.state.pelvisInCam;
        }
        const std::vector<FrameState> wanted = states_;
        for (std::size_t part = 0; part < kBodyPartCount; ++part) {
            const auto anchored = [&](std::size_t i) {
                if (!inRange(i) || trust_[i][part] > 0.5) return true;
                return std::any_of(held_.begin(), held_.end(), [&](const HeldFrame& h) { return h.at == i && h.parts[part]; });
            };
            std::size_t before = n;
            for (std::size_t i = 0; i < n; ++i) {
                if (anchored(i)) {
                    before = i;
                    continue;
                }
                std::size_t after = i;
                while (after < n && !anchored(after)) ++after;
                if (before == n && after == n) continue;
                const std::size_t a = before == n ? after : before, b = after == n ? before : after;
                const double u = a == b ? 0 : (observations_[i].ptsSec - observations_[a].ptsSec) / (observations_[b].ptsSec - observations_[a].ptsSec);
                chooseStart(i, part, {interpolated(wanted[a], wanted[b], u), wanted[i]});
            }
        }
    }

    void chooseStart(std::size_t i, std::size_t part, std::vector<FrameState> candidates) {
        if (observations_[i].seen) candidates.push_back(inOwnBody(initialPose(body_, observations_[i]), states_[i], part));
        FrameState best = states_[i];
        double least = 1e9;
        for (const FrameState& c : candidates) {
            FrameState s = states_[i];
            for (std::size_t j = 0; j < body::kJointCount; ++j)
                if (moves(int(j)) && std::size_t(partOfJoint(int(j))) == part) s.local[j] = c.local[j];
            if (request_.place && part == std::size_t(BodyPart::Torso)) s.pelvisInCam = c.pelvisInCam;
            const double e = solver_.terms().add(s, observations_[i], nullptr, nullptr);
            if (e < least) least = e, best = s;
        }
        states_[i] = best;
    }

    /// A limb of another pose, pointing where it does there, on this pose's torso.
    FrameState inOwnBody(FrameState limb, const FrameState& own, std::size_t part) const {
        if (part == std::size_t(BodyPart::Torso)) return limb;
        FrameKinematics there, here;
        there.update(body_, limb);
        here.update(body_, own);
        for (int j = 1; j < body::kJointCount; ++j) {
            const int parent = body::kParents[std::size_t(j)];
            if (std::size_t(partOfJoint(j)) == part && std::size_t(partOfJoint(parent)) != part)
                limb.local[std::size_t(j)] = here.rotation(parent).transpose() * there.rotation(j);
        }
        return limb;
    }

    void expectTargets() {
        for (std::size_t i = 0; i < clip_.size(); ++i) {
            if (!inRange(i)) continue;
            ExpectedPose e;
            e.state = target(i);
            e.besideDepths = true;
            const double scale = std::sqrt(observations_[i].informationScale);
            for (const int j : kFreeJoints) {
                const auto part = std::size_t(partOfJoint(j));
                e.sigmaRad[std::size_t(j)] = scale * keptSigma(kKeptRad, trust_[i][part]);
                if (trust_[i][part] < 0.5 && seen_[i][part] < 0.5) {
                    e.state.local[std::size_t(j)] = states_[i].local[std::size_t(j)];
                    e.sigmaRad[std::size_t(j)] = scale * kGuessRad;
                }
            }
            e.pelvisSigmaM = scale * keptSigma(kKeptM, trust_[i][std::size_t(BodyPart::Torso)]);
            observations_[i].expected = std::make_shared<const ExpectedPose>(e);
        }
    }

    std::vector<FrameVector> mayMove() const {
        FrameVector free = FrameVector::Zero();
        if (request_.place) free.head<3>().setOnes();
        for (const int j : kFreeJoints)
            if (moves(j)) free.segment<3>(kRotationColumn[std::size_t(j)]).setOnes();
        std::vector<FrameVector> out(clip_.size(), FrameVector::Zero());
        for (std::size_t i = 0; i < out.size(); ++i)
            if (inRange(i)) out[i] = free;
        for (std::size_t k = 0; k < held_.size(); ++k) {
            FrameVector& moves = out[held_[k].at];
            const HeldPose& pose = request_.held[k];
            if (pose.place) moves.head<3>().setZero();
            for (const int j : kFreeJoints)
                if (pose.joints[std::size_t(j)]) moves.segment<3>(kRotationColumn[std::size_t(j)]).setZero();
        }
        return out;
    }

    Resolved result() {
        Resolved out;
        const auto& frames = request_.clip.frames;
        for (std::size_t i = std::size_t(lead_); i < std::size_t(lead_) + count_; ++i) {
            const body::Pose solved = poseFromState(states_[i], body_.restJoints);
            body::Pose pose = frames[first_ + i].poseInCam;
            JointConfidence confidence = frames[first_ + i].confidence;
            const auto seen = observations_[i].seen ? jointConfidence(observations_[i], solver_.terms().residualsM(states_[i], observations_[i])) : JointConfidence{};
            const auto shares = partShares(request_.held, observations_[i].ptsSec);
            for (std::size_t j = 0; j < body::kJointCount; ++j) {
                if (!request_.joints[j]) continue;
                pose.axisAngleRad[j] = moves(int(j)) ? solved.axisAngleRad[j] : interpolated_[i].axisAngleRad[j];
                const auto part = std::size_t(partOfJoint(int(j)));
                if (trust_[i][part] < 0.5) confidence[j] = std::max(seen[j], float(0.9 * shares[part].sum()));
            }
            if (request_.place) pose.translationM = solved.translationM;
            out.poseInCam.push_back(pose);
            out.confidence.push_back(confidence);
        }
        for (const HeldPose& h : request_.held) {
            const std::size_t i = std::size_t(h.frame.value - request_.range.first.value);
            for (std::size_t j = 0; j < body::kJointCount; ++j)
                if (h.joints[j]) out.poseInCam[i].axisAngleRad[j] = h.poseInCam.axisAngleRad[j], out.confidence[i][j] = 1;
            if (h.place) out.poseInCam[i].translationM = h.poseInCam.translationM;
        }
        return out;
    }

    const ResolveRequest& request_;
    const body::BodyModel& model_;
    JobControl& job_;
    PosePrior prior_;
    WindowSolver solver_;
    FitBody body_;
    std::size_t first_ = 0, end_ = 0;    ///< positions in the clip, context included
    std::size_t count_ = 0;              ///< frames of the range
    int lead_ = 0;                       ///< context frames before it
    std::vector<FrameState> clip_;       ///< as solved; one a frame from first_ on, as all below
    std::vector<FrameObservation> observations_;
    std::vector<body::Pose> interpolated_;
    std::vector<HeldFrame> held_;
    std::vector<PerPart<double>> seen_, wrong_;   ///< 0..1: of the landmarks, and of the clip that should explain them
    std::vector<PerPart<double>> trust_, carry_;  ///< 0..1: how far to keep the clip, and to follow the held poses' change
    std::vector<FrameState> states_;
};

}  // namespace

Result<Resolved> resolveAround(const ResolveRequest& request, const body::BodyModel& body, JobControl& job) {
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    return Resolver(request, body, job).run();
}

}  // namespace ropetp::pose
