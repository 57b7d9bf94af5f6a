#include "edit/apply_tool.h"

#include "base/rotation.h"
#include "edit/curve_filter.h"
#include "edit/impacts.h"
#include "edit/outliers.h"
#include "edit/pose_tools.h"
#include "edit/rotation_curve.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::edit {
namespace {

/// What moves less than this is no outlier, whatever its neighbours do.
constexpr double kLeastOutlierRad = 0.12, kLeastOutlierM = 0.03;
/// A filter sees so many periods of its cut-off beside the range, so that the range's ends are filtered as its middle is.
constexpr double kContextPeriods = 2;

template <class... T>
struct Cases : T... { using T::operator()...; };
template <class... T>
Cases(T...) -> Cases<T...>;

class Run {
  public:
    Run(const RangeTool& tool, const PersonLayers& layers, const body::BodyModel& body, body::MotionClip& clip)
        : tool_(tool), layers_(layers), body_(body), clip_(clip) {
        const FrameRange reach = reachOf(tool, clip);
        if (reach.size() < 1) return;
        first_ = std::size_t(clip.find(reach.first));
        end_ = first_ + std::size_t(reach.size());
        for (const auto& f : clip.frames) before_.push_back(f.poseInCam);
        for (const Fix& f : layers.fixes)
            if (const auto i = clip.find(f.frame); i >= 0)
                fixed_.push_back({f.frame, clip.frames[std::size_t(i)].ptsSec, f.joints, f.place, f.poseInCam, kGuardSec, kGuardSec});
    }

    void operator()() {
        if (first_ >= end_) return;
        target_.assign(before_.begin() + std::ptrdiff_t(first_), before_.begin() + std::ptrdiff_t(end_));
        std::visit(Cases{[&](const InterpolateTool& t) { interpolate(t); }, [&](const HoldTool& t) { hold(t); },
                         [&](const TimeOffsetTool& t) { offset(t); }, [&](const SmoothTool& t) { smooth(t); },
                         [&](const RepairTool& t) { repair(t); }, [&](const TakeFromTool& t) { takeFrom(*t.clip); },
                         [&](const SwapSidesTool&) { for (auto& p : target_) p = swappedSides(p, tool_.joints); },
                         [&](const ResetTool&) { takeFrom(*layers_.raw); }},
                   tool_.kind);
        for (std::size_t i = first_; i < end_; ++i) blend(i);
    }

  private:
    double time(std::size_t i) const { return clip_.frames[i].ptsSec; }
    template <class Act>
    void forEachJoint(Act act) const {
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            if (acts(j)) act(j);
    }
    /// Swapping acts on both sides of the limbs that are named.
    bool acts(std::size_t j) const {
        return tool_.joints[j] || (std::holds_alternative<SwapSidesTool>(tool_.kind) && tool_.joints[std::size_t(body::kMirror[j])]);
    }
    body::Pose& target(std::size_t i) { return target_[i - first_]; }

    double edgeShare(std::size_t i) const {
        const FrameIndex f = clip_.frames[i].frame;
        if (tool_.range.contains(f)) return 1;
        const bool before = f < tool_.range.first;
        const auto edge = std::size_t(clip_.find(before ? tool_.range.first : tool_.range.end.previous()));
        return 0.5 + 0.5 * std::cos(std::numbers::pi * std::min(1.0, std::abs(time(i) - time(edge)) / tool_.edgeSec));
    }
    /// A cubic passes through fixed frames by itself.
    double guardShare(std::size_t i, int joint) const {
        const double held = pose::heldShares(fixed_, joint, time(i)).sum();
        return std::holds_alternative<InterpolateTool>(tool_.kind) ? (held >= 1 ? 0 : 1) : 1 - std::min(1.0, held);
    }

    void blend(std::size_t i) {
        body::Pose& pose = clip_.frames[i].poseInCam;
        const double edge = edgeShare(i);
        forEachJoint([&](std::size_t j) {
            auto& a = pose.axisAngleRad[j];
            const auto& b = target(i).axisAngleRad[j];
            const double w = edge * guardShare(i, int(j));
            if (w <= 0 || a == b) return;
            if (w >= 1) a = b;
            else a = axisAngleFromQuaternion(quaternionFromAxisAngle(a).slerp(w, quaternionFromAxisAngle(b)));
        });
        if (!tool_.place) return;
        const double w = edge * guardShare(i, -1);
        if (w >= 1) pose.translationM = target(i).translationM;
        else if (w > 0) pose.translationM += w * (target(i).translationM - pose.translationM);
    }

    void interpolate(const InterpolateTool& tool) {
        if (end_ - first_ < 3) return;
        const bool smoothly = tool.curve == InterpolateTool::Curve::Bezier;
        const auto keysOf = [&](int joint) {
            std::vector<std::size_t> keys = {first_};
            for (const auto& f : fixed_) {
                const auto i = std::size_t(clip_.find(f.frame));
                if (i > first_ && i + 1 < end_ && (joint < 0 ? f.place : f.joints[std::size_t(joint)])) keys.push_back(i);
            }
            keys.push_back(end_ - 1);
            return keys;
        };
        forEachJoint([&](std::size_t j) {
            std::vector<RotationKey> keys;
            const auto at = [&](std::size_t i) { return quaternionFromAxisAngle(before_[i].axisAngleRad[j]); };
            for (const std::size_t i : keysOf(int(j))) keys.push_back({time(i), at(i)});
            const auto speed = [&](std::size_t a, std::size_t b) { return Eigen::Vector3d(axisAngleFromQuaternion(at(a).conjugate() * at(b)) / (time(b) - time(a))); };
            setEndSpeeds(keys, speed);
            for (std::size_t i = first_ + 1; i + 1 < end_; ++i)
                target(i).axisAngleRad[j] = axisAngleFromQuaternion(smoothly ? bezierAt(keys, time(i)) : slerpAt(keys, time(i)));
        });
        if (!tool_.place) return;
        std::vector<PlaceKey> keys;
        for (const std::size_t i : keysOf(-1)) keys.push_back({time(i), before_[i].translationM});
        setEndSpeeds(keys, [&](std::size_t a, std::size_t b) { return Eigen::Vector3d((before_[b].translationM - before_[a].translationM) / (time(b) - time(a))); });
        for (std::size_t i = first_ + 1; i + 1 < end_; ++i) target(i).translationM = smoothly ? bezierAt(keys, time(i)) : linearAt(keys, time(i));
    }
    template <class Keys, class Speed>
    void setEndSpeeds(Keys& keys, const Speed& speed) const {
        if (first_ > 0) keys.front().hasSpeed = true, keys.front().speed = speed(first_ - 1, first_);
        if (end_ < clip_.frames.size()) keys.back().hasSpeed = true, keys.back().speed = speed(end_ - 1, end_);
    }

    void hold(const HoldTool& tool) {
        const auto from = clip_.find(tool.from);
        if (from >= 0) target_.assign(target_.size(), before_[std::size_t(from)]);
    }

    void offset(const TimeOffsetTool& tool) {
        std::size_t k = 0;
        for (std::size_t i = first_; i < end_; ++i) {
            const double t = time(i) - tool.offsetSec;
            while (k + 2 < before_.size() && time(k + 1) <= t) ++k;
            while (k > 0 && time(k) > t) --k;
            if (before_.size() < 2) return;
            const double u = std::clamp((t - time(k)) / (time(k + 1) - time(k)), 0.0, 1.0);
            forEachJoint([&](std::size_t j) {
                target(i).axisAngleRad[j] = axisAngleFromQuaternion(
                    quaternionFromAxisAngle(before_[k].axisAngleRad[j]).slerp(u, quaternionFromAxisAngle(before_[k + 1].axisAngleRad[j])));
            });
            target(i).translationM = (1 - u) * before_[k].translationM + u * before_[k + 1].translationM;
        }
    }

    /// Curves over the range with so much beside it: `act(samples, timeSec)` gives what they become.
    template <class Act>
    void forEachCurve(double contextSec, Act act) {
        std::size_t lo = first_, hi = end_;
        while (lo > 0 && time(first_) - time(lo - 1) <= contextSec) --lo;
        while (hi < before_.size() && time(hi) - time(end_ - 1) <= contextSec) ++hi;
        std::vector<double> t;
        for (std::size_t i = lo; i < hi; ++i) t.push_back(time(i));
        forEachJoint([&](std::size_t j) {
            std::vector<Eigen::Vector3d> turns;
            for (std::size_t i = lo; i < hi; ++i) turns.push_back(before_[i].axisAngleRad[j]);
            const Samples in = quaternionSamples(turns), out = act(in, t, lo, hi);
            for (std::size_t i = first_; i < end_; ++i) {
                const auto row = Eigen::Index(i - lo);
                if (out.row(row) != in.row(row)) target(i).axisAngleRad[j] = axisAngleOfRow(out, row);
            }
        });
        if (!tool_.place) return;
        Samples in(Eigen::Index(hi - lo), 3);
        for (std::size_t i = lo; i < hi; ++i) in.row(Eigen::Index(i - lo)) = before_[i].translationM.transpose();
        const Samples out = act(in, t, lo, hi);
        for (std::size_t i = first_; i < end_; ++i) target(i).translationM = out.row(Eigen::Index(i - lo)).transpose();
    }

    void smooth(const SmoothTool& tool) {
        std::vector<std::size_t> impacts;
        std::size_t of = clip_.frames.size();
        forEachCurve(kContextPeriods / tool.cutoffHz, [&](const Samples& in, std::span<const double> t, std::size_t lo, std::size_t hi) {
            if (tool.keepImpacts && of != lo) {
                impacts = impactFrames(clip_, body_, tool_.joints | (tool_.place ? JointSet(1) : JointSet()), lo, hi);
                of = lo;
            }
            return filtered(in, t, tool, impacts);
        });
    }

    void repair(const RepairTool& tool) {
        forEachCurve(tool.windowSec, [&](const Samples& in, std::span<const double> t, std::size_t, std::size_t) {
            const auto bad = outliers(in, t, tool.windowSec, tool.sigmas, in.cols() == 4 ? kLeastOutlierRad : kLeastOutlierM);
            Samples out = in;
            for (std::size_t i = 0; i < bad.size(); ++i) {
                if (!bad[i]) continue;
                std::size_t a = i, b = i;
                while (a > 0 && bad[a]) --a;
                while (b + 1 < bad.size() && bad[b]) ++b;
                if (bad[a] && bad[b]) continue;
                if (bad[a]) a = b;
                if (bad[b]) b = a;
                const double u = a == b ? 0 : (t[i] - t[a]) / (t[b] - t[a]);
                const auto ra = in.row(Eigen::Index(a)), rb = in.row(Eigen::Index(b));
                if (in.cols() == 4) {
                    const Eigen::Quaterniond qa(Eigen::Vector4d(ra.transpose())), qb(Eigen::Vector4d(rb.transpose()));
                    out.row(Eigen::Index(i)) = qa.slerp(u, qb).coeffs().transpose();
                } else {
                    out.row(Eigen::Index(i)) = (1 - u) * ra + u * rb;
                }
            }
            return out;
        });
    }

    void takeFrom(const body::MotionClip& other) {
        for (std::size_t i = first_; i < end_; ++i)
            if (const auto k = other.find(clip_.frames[i].frame); k >= 0) target(i) = other.frames[std::size_t(k)].poseInCam;
    }

    const RangeTool& tool_;
    const PersonLayers& layers_;
    const body::BodyModel& body_;
    body::MotionClip& clip_;
    std::size_t first_ = 0, end_ = 0;         ///< positions in the clip
    std::vector<body::Pose> before_;          ///< of the whole clip
    std::vector<body::Pose> target_;          ///< of the range
    std::vector<pose::HeldPose> fixed_;       ///< reach: the guard
};

}  // namespace

FrameRange reachOf(const RangeTool& tool, const body::MotionClip& clip) {
    const std::int64_t start = clip.frames.front().frame.value, count = std::int64_t(clip.frames.size());
    std::int64_t first = std::clamp<std::int64_t>(tool.range.first.value - start, 0, count), end = std::clamp<std::int64_t>(tool.range.end.value - start, 0, count);
    const bool fades = !std::holds_alternative<InterpolateTool>(tool.kind) && !std::holds_alternative<RepairTool>(tool.kind);
    if (fades && first < end) {
        const auto time = [&](std::int64_t i) { return clip.frames[std::size_t(i)].ptsSec; };
        const double from = time(first), to = time(end - 1);
        while (first > 0 && from - time(first - 1) < tool.edgeSec) --first;
        while (end < count && time(end) - to < tool.edgeSec) ++end;
    }
    return {FrameIndex(start + first), FrameIndex(start + end)};
}

void applyTool(const RangeTool& tool, const PersonLayers& layers, const body::BodyModel& body, body::MotionClip& clip) {
    Run(tool, layers, body, clip)();
}

}  // namespace ropetp::edit
