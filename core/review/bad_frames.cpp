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

BadFrames::BadFrames(const Quality& quality, const body::MotionClip& clip, const QueueOptions& options) : BadFrames(StopQueue(quality, options).stops(clip)) {}

BadFrames::BadFrames(std::vector<Stop> byRank) : stops_(std::move(byRank)) {
    byTime_.resize(stops_.size());
    for (std::size_t i = 0; i < byTime_.size(); ++i) byTime_[i] = i;
    std::sort(byTime_.begin(), byTime_.end(), [&](std::size_t a, std::size_t b) { return std::pair(stops_[a].frame, a) < std::pair(stops_[b].frame, b); });
}

BadFrames BadFrames::ofCauses(const std::bitset<kCauseCount>& causes) const {
    std::vector<Stop> stops;
    for (const Stop& s : stops_)
        if (causes[std::size_t(s.cause)]) stops.push_back(s);
    return BadFrames(std::move(stops));
}

const Stop* BadFrames::at(FrameIndex frame) const {
    const Stop* here = nullptr;
    std::int64_t nearest = INT64_MAX;
    for (const Stop& s : stops_) {
        const std::int64_t away = std::abs(s.frame.value - frame.value);
        if (!s.range.contains(frame) || away >= nearest) continue;
        nearest = away;
        here = &s;
    }
    return here;
}

const Stop* BadFrames::next(FrameIndex current, bool forward, Order order) const {
    if (stops_.empty()) return nullptr;
    const std::size_t n = stops_.size();
    if (order == Order::Rank) {
        const Stop* stop = at(current);
        const std::size_t here = stop ? std::size_t(stop - stops_.data()) : n;
        if (here == n) return forward ? &stops_.front() : &stops_.back();
        return &stops_[forward ? (here + 1) % n : (here + n - 1) % n];
    }
    const auto inTime = [&](std::size_t k) -> const Stop& { return stops_[byTime_[k]]; };
    if (forward) {
        for (std::size_t k = 0; k < n; ++k)
            if (inTime(k).frame > current) return &inTime(k);
        return &inTime(0);
    }
    for (std::size_t k = n; k-- > 0;)
        if (inTime(k).frame < current) return &inTime(k);
    return &inTime(n - 1);
}

}  // namespace ropetp::review
