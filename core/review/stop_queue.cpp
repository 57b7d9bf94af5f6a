#include "review/stop_queue.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <queue>

namespace ropetp::review {
namespace {

/// A stretch ends where its evidence falls to this share of what starts one, for longer than the gap.
constexpr double kEndShare = 0.5, kGapSec = 0.09;
/// A stop takes its stretch up to so far from its frame, and so much around it.
constexpr double kReachSec = 3, kChronicReachSec = 1, kMarginSec = 0.1 + 1e-6;   // time stamps are rounded: at 30 fps it is three frames
/// Chronic trouble (a hidden arm, a floor set too high) runs on for long and must not hide a short fault in it: a stop
/// reaches through it only where it is this share of the worst, but through acute trouble to its end.
constexpr double kChronicShare = 0.3;
constexpr double kLongestStretchSec = 4;
/// Trouble that is so much worse than what was accepted, or than the stop that shows it, is told on its own.
constexpr double kWorseFactor = 1.1, kWorseBy = 0.7, kCoverShare = 0.5;
constexpr double kSeenSec = 0.5, kSameTrouble = 0.4;
/// Score = worst evidence x (1 + kLengthGain log2(1 + length / kLengthSec)): a long stretch is worse, but not in proportion.
constexpr double kLengthGain = 0.35, kLengthSec = 0.2;
/// What the other limbs say at the same time, and a second stop in one stretch.
constexpr double kOtherLimbs = 0.3, kAgain = 0.5;

/// Minus the logarithm of the chance that all is well.
double evidence(double value) { return -std::log1p(-std::min(value, 0.99999)); }

bool isChronic(Cause cause) { return cause == Cause::LowConfidence || cause == Cause::FloorPenetration || cause == Cause::FootSliding; }

}  // namespace

StopQueue::StopQueue(const Quality& quality, const QueueOptions& options) : quality_(quality), options_(options), count_(quality.frameCount()) {
    collectEvidence();
    for (std::size_t limb = 0; limb < kLimbCount; ++limb) collectStretches(limb);
}

std::vector<Stop> StopQueue::stops(const body::MotionClip& clip) {
    const auto later = [&](std::size_t a, std::size_t b) {
        const Stretch &x = stretches_[a], &y = stretches_[b];
        if (x.score != y.score) return x.score < y.score;
        return std::pair(x.worst, a) > std::pair(y.worst, b);
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue(later);
    for (std::size_t s = 0; s < stretches_.size(); ++s) queue.push(s);
    std::vector<Stop> out;
    while (!queue.empty()) {
        const std::size_t s = queue.top();
        queue.pop();
        const double before = stretches_[s].score;
        rate(stretches_[s]);
        if (stretches_[s].score <= 0) continue;
        if (stretches_[s].score < before) {   // a stop near by has taken its part: it waits for its turn
            queue.push(s);
            continue;
        }
        out.push_back(accept(stretches_[s], clip));
        ++stretches_[s].turn;
        queue.push(s);
    }
    return out;
}

double StopQueue::least() const { return evidence(options_.leastSeverity); }

double StopQueue::stepSec(std::size_t i) const {
    if (count_ < 2) return 0;
    return i + 1 < count_ ? sec(i + 1) - sec(i) : sec(i) - sec(i - 1);
}

void StopQueue::cover(std::size_t i, std::size_t limb, bool whatever, double told) {
    covered_[i][limb] = whatever ? std::numeric_limits<double>::infinity() : std::max(covered_[i][limb], kWorseFactor * told + kWorseBy);
}

void StopQueue::coverAll(std::size_t i, std::size_t limb, std::size_t mirror, double told) {
    for (std::size_t k = 0; k < kLimbCount; ++k) cover(i, k, k == limb || k == mirror, told);
}

StopQueue::PerLimb<double> StopQueue::accepted() const {
    PerLimb<double> out(count_, std::array<double, kLimbCount>{});
    for (const CheckedRange& r : options_.checked) {
        const std::int64_t first = std::max<std::int64_t>(0, r.range.first.value - quality_.firstFrame().value);
        const std::int64_t end = std::min<std::int64_t>(std::int64_t(count_), r.range.end.value - quality_.firstFrame().value);
        if (first >= end) continue;
        const double most = r.severity >= 1 ? std::numeric_limits<double>::infinity() : kWorseFactor * evidence(r.severity) + kWorseBy;
        const auto raise = [&](std::size_t i) {
            for (std::size_t limb = 0; limb < kLimbCount; ++limb)
                if (r.limbs[limb]) out[i][limb] = std::max(out[i][limb], most);
        };
        for (std::size_t i = std::size_t(first); i < std::size_t(end); ++i) raise(i);
        for (std::size_t i = std::size_t(first); i-- > 0 && sec(std::size_t(first)) - sec(i) <= kMarginSec;) raise(i);
        for (std::size_t i = std::size_t(end); i < count_ && sec(i) - sec(std::size_t(end) - 1) <= kMarginSec; ++i) raise(i);
    }
    return out;
}

void StopQueue::collectEvidence() {
    evidence_.resize(count_);
    acute_.resize(count_);
    worstJoint_.resize(count_);
    covered_.resize(count_);
    const auto acceptedUpTo = accepted();
    for (std::size_t i = 0; i < count_; ++i) {
        evidence_[i].fill(0);
        covered_[i].fill(0);
        acute_[i].fill(0);
        worstJoint_[i].fill(0);
        for (int j = 0; j < body::kJointCount; ++j) {
            const auto limb = std::size_t(limbOf(j));
            const double e = evidence(quality_.combined(i, j));
            double acute = 0;
            for (int c = 0; c < kCauseCount; ++c)
                if (!isChronic(Cause(c))) acute += evidence(quality_.of(Cause(c), i, j));
            acute_[i][limb] = std::max(acute_[i][limb], acute);
            if (e <= evidence_[i][limb]) continue;
            evidence_[i][limb] = e;
            worstJoint_[i][limb] = j;
        }
        for (std::size_t limb = 0; limb < kLimbCount; ++limb)
            if (evidence_[i][limb] <= acceptedUpTo[i][limb]) evidence_[i][limb] = acute_[i][limb] = 0;
    }
}

void StopQueue::collectStretches(std::size_t limb) {
    const double low = kEndShare * least();
    for (std::size_t i = 0; i < count_;) {
        if (evidence_[i][limb] < least()) {
            ++i;
            continue;
        }
        std::size_t first = i, last = i;
        while (first > 0 && evidence_[first - 1][limb] >= low && (stretches_.empty() || stretches_.back().limb != limb || first > stretches_.back().end)) --first;
        for (std::size_t k = i; k < count_ && sec(k) - sec(last) <= kGapSec && sec(k) - sec(first) < kLongestStretchSec; ++k)
            if (evidence_[k][limb] >= low) last = k;
        Stretch s{limb, first, last + 1};
        rate(s);
        stretches_.push_back(s);
        i = last + 1;
    }
}

void StopQueue::rate(Stretch& s) const {
    const std::size_t l = s.limb;
    double most = 0, area = 0;
    for (std::size_t i = s.first; i < s.end; ++i) {
        const double e = open(i, l);
        if (e <= 0) continue;
        area += e * stepSec(i);
        if (e > most) {
            most = e;
            s.worst = i;
        }
    }
    s.score = 0;
    if (most < least()) return;
    double others = 0;
    for (std::size_t k = 0; k < kLimbCount; ++k)
        if (k != s.limb) others += open(s.worst, k);
    s.score = (most + kOtherLimbs * others / (kLimbCount - 1)) * (1 + kLengthGain * std::log2(1 + area / most / kLengthSec)) * std::pow(kAgain, s.turn);
}

Stop StopQueue::accept(const Stretch& s, const body::MotionClip& clip) {
    const std::size_t l = s.limb;
    const double share = kChronicShare * evidence_[s.worst][l];
    // Frames of the stretch that belong to this stop, with gaps as in collectStretches().
    const bool isAcute = acute_[s.worst][l] >= evidence_[s.worst][l] / 2;
    const auto belongs = [&](std::size_t i) {
        return isAcute ? evidence_[i][l] >= share || acute_[i][l] >= kEndShare * least() : evidence_[i][l] - acute_[i][l] >= share;
    };
    std::size_t first = s.worst, last = s.worst;
    const double reach = isAcute ? kReachSec : kChronicReachSec;
    for (std::size_t i = s.worst; i-- > s.first && !isTold(i, l) && sec(s.worst) - sec(i) <= reach && sec(first) - sec(i) <= kGapSec;)
        if (belongs(i)) first = i;
    for (std::size_t i = s.worst + 1; i < s.end && !isTold(i, l) && sec(i) - sec(s.worst) <= reach && sec(i) - sec(last) <= kGapSec; ++i)
        if (belongs(i)) last = i;
    Stop stop = described(s, first, last);
    if (s.worst < clip.frames.size()) stop.text = explanation(stop.cause, stop.joint, &clip.frames[s.worst]);
    else stop.text = explanation(stop.cause, stop.joint, nullptr);
    const double most = evidence_[s.worst][l];
    const auto mirror = stop.cause == Cause::SideFlip ? std::size_t(limbOf(body::kMirror[std::size_t(stop.joint)])) : l;
    for (std::size_t i = first; i-- > 0 && sec(first) - sec(i) <= kMarginSec;) coverAll(i, l, mirror, most);
    for (std::size_t i = last + 1; i < count_ && sec(i) - sec(last) <= kMarginSec; ++i) coverAll(i, l, mirror, most);
    for (std::size_t i = first; i <= last; ++i) {
        // Far from the frame, other limbs are told only where they have the same trouble.
        const bool isNear = std::abs(sec(i) - sec(s.worst)) <= kSeenSec;
        const double told = std::max(evidence_[i][l], kCoverShare * most);
        for (std::size_t k = 0; k < kLimbCount; ++k)
            if (isNear || k == l || k == mirror || quality_.of(stop.cause, i, worstJoint_[i][k]) > kSameTrouble) cover(i, k, k == l || k == mirror, told);
    }
    return stop;
}

Stop StopQueue::described(const Stretch& s, std::size_t first, std::size_t last) const {
    Stop stop;
    const auto frame = [&](std::size_t i) { return FrameIndex(quality_.firstFrame().value + std::int64_t(i)); };
    stop.frame = frame(s.worst);
    stop.range = {frame(first), frame(last + 1)};
    stop.limb = Limb(s.limb);
    stop.score = s.score;
    stop.severity = quality_.combined(s.worst, worstJoint_[s.worst][s.limb]);
    // The cause and joint that explain most of the stretch, not of one frame.
    double most = -1;
    for (int j = 0; j < body::kJointCount; ++j) {
        if (limbOf(j) != stop.limb) continue;
        for (int c = 0; c < kCauseCount; ++c) {
            double sum = 0;
            for (std::size_t i = first; i <= last; ++i) sum += evidence(quality_.of(Cause(c), i, j));
            if (sum <= most) continue;
            most = sum;
            stop.joint = j;
            stop.cause = Cause(c);
        }
    }
    return stop;
}

}  // namespace ropetp::review
