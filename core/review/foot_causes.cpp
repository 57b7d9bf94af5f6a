#include "review/causes.h"
#include "review/robust.h"
#include "trajectory/contacts.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

using body::Joint;

constexpr std::array<Joint, trajectory::kFootPointCount> kJointOfPoint = {Joint::LeftAnkle, Joint::LeftFoot, Joint::RightAnkle, Joint::RightFoot};
constexpr float kTouches = 0.5f;
constexpr double kSpeedWindowSec = 0.1;
/// Speed of a standing foot, in usual speeds of standing feet of the take plus what is never seen.
constexpr double kSlideFloor = 0.2, kUsualSlides = 2.0, kHalfSlide = 1.0, kSlidePower = 3;
/// A foot that lands or lifts off moves while it touches.
constexpr double kEdgeSec = 0.07;
/// Below the usual height of standing feet, beyond what the take's lowest foot is often below it (twice the median).
constexpr double kUsualDepths = 2, kHalfDepthM = 0.05, kUsualDepthShare = 0.5, kDepthPower = 3;

std::vector<std::array<float, 4>> contactsOf(const body::MotionClip& clip, const body::BodyModel& body) {
    std::vector<std::array<float, 4>> out;
    bool known = false;
    for (const auto& f : clip.frames) {
        out.push_back(f.contacts);
        for (const float c : f.contacts) known = known || c > kTouches;
    }
    if (known) return out;
    body::MotionClip copy = clip;
    trajectory::estimateContacts(copy, body);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = copy.frames[i].contacts;
    return out;
}

}  // namespace

void addFeet(const body::MotionClip& clip, const body::BodyModel& body, const ClipMotion& m, Quality& quality) {
    const auto contacts = contactsOf(clip, body);
    std::array<std::vector<double>, trajectory::kFootPointCount> slide;
    std::vector<double> all, heights;
    for (int k = 0; k < trajectory::kFootPointCount; ++k) {
        const auto p = std::size_t(k);
        std::vector<Eigen::Vector3d> path(m.count);
        for (std::size_t i = 0; i < m.count; ++i) path[i] = m.feet[i][p];
        const auto velocity = trajectory::velocities(path, m.timeSec, kSpeedWindowSec);
        slide[p].assign(m.count, 0.0);
        for (std::size_t i = 0; i < m.count;) {
            std::size_t end = i;
            while (end < m.count && contacts[end][p] > kTouches && clip.frames[end].visible) ++end;
            for (std::size_t c = i; c < end; ++c) {
                heights.push_back(path[c].y());
                const bool edge = m.timeSec[c] - m.timeSec[i] < kEdgeSec || m.timeSec[end - 1] - m.timeSec[c] < kEdgeSec;
                if (edge) continue;
                slide[p][c] = std::hypot(velocity[c].x(), velocity[c].z());
                all.push_back(slide[p][c]);
            }
            i = std::max(end, i + 1);
        }
    }
    const double usual = quantile(all, 0.5), floor = quantile(heights, 0.5);
    std::vector<double> depths;
    for (std::size_t i = 0; i < m.count; ++i) {
        double deepest = 0;
        for (const auto& p : m.feet[i]) deepest = std::max(deepest, floor - p.y());
        if (clip.frames[i].visible) depths.push_back(deepest);
    }
    const double usualDepth = kUsualDepths * quantile(depths, 0.5);
    for (int k = 0; k < trajectory::kFootPointCount; ++k) {
        const auto p = std::size_t(k);
        const int joint = body::index(kJointOfPoint[p]);
        for (std::size_t i = 0; i < m.count; ++i) {
            if (!clip.frames[i].visible) continue;
            quality.raise(Cause::FootSliding, i, joint, badness(slide[p][i] / (kUsualSlides * usual + kSlideFloor), kHalfSlide, kSlidePower));
            quality.raise(Cause::FloorPenetration, i, joint, badness(floor - usualDepth - m.feet[i][p].y(), kHalfDepthM + kUsualDepthShare * usualDepth, kDepthPower));
        }
    }
}

}  // namespace ropetp::review
