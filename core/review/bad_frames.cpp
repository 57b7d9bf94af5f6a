#include "review/bad_frames.h"

#include "review/stop_queue.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace ropetp::review {
namespace {

constexpr std::array<Limb, body::kJointCount> kLimbs = {
    Limb::Trunk, Limb::LeftLeg, Limb::RightLeg, Limb::Trunk, Limb::LeftLeg, Limb::RightLeg, Limb::Trunk, Limb::LeftLeg,
    Limb::RightLeg, Limb::Trunk, Limb::LeftLeg, Limb::RightLeg, Limb::Head, Limb::LeftArm, Limb::RightArm, Limb::Head,
    Limb::LeftArm, Limb::RightArm, Limb::LeftArm, Limb::RightArm, Limb::LeftArm, Limb::RightArm, Limb::LeftArm, Limb::RightArm};

}  // namespace

Limb limbOf(int joint) { return kLimbs[std::size_t(joint)]; }

BadFrames::BadFrames(const Quality& quality, const body::MotionClip& clip, const QueueOptions& options) {
    stops_ = StopQueue(quality, options).stops(clip);
    byTime_.resize(stops_.size());
    for (std::size_t i = 0; i < byTime_.size(); ++i) byTime_[i] = i;
    std::sort(byTime_.begin(), byTime_.end(), [&](std::size_t a, std::size_t b) { return std::pair(stops_[a].frame, a) < std::pair(stops_[b].frame, b); });
}

const Stop* BadFrames::next(FrameIndex current, bool forward, Order order) const {
    if (stops_.empty()) return nullptr;
    const std::size_t n = stops_.size();
    if (order == Order::Rank) {
        std::size_t here = n;
        std::int64_t nearest = INT64_MAX;
        for (std::size_t i = 0; i < n; ++i) {
            const std::int64_t away = std::abs(stops_[i].frame.value - current.value);
            if (!stops_[i].range.contains(current) || away >= nearest) continue;
            nearest = away;
            here = i;
        }
        if (here == n) return forward ? &stops_.front() : &stops_.back();
        return &stops_[forward ? (here + 1) % n : (here + n - 1) % n];
    }
    const auto at = [&](std::size_t k) -> const Stop& { return stops_[byTime_[k]]; };
    if (forward) {
        for (std::size_t k = 0; k < n; ++k)
            if (at(k).frame > current) return &at(k);
        return &at(0);
    }
    for (std::size_t k = n; k-- > 0;)
        if (at(k).frame < current) return &at(k);
    return &at(n - 1);
}

}  // namespace ropetp::review
