#include "pose/side_swaps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace ropetp::pose {
namespace {

constexpr double kLongestSwapSec = 0.5;
/// A swap must explain the picture this much better than a motion does,
constexpr double kCostRatio = 0.3;
/// and the motion must be one that no limb makes: legs that pass each other in a stride are no swap.
constexpr double kLeastJumpInTorsos = 0.5;
constexpr double kLeastSpeedInTorsosPerSec = 14;

constexpr std::array<int, 5> kLeftArm = {13, 15, 17, 19, 21};
constexpr std::array<int, 4> kLeftLeg = {25, 27, 29, 31};

SideCost pairCost(const FrameObservation& a, const FrameObservation& b, std::span<const int> limb) {
    SideCost cost;
    for (int left : limb) {
        const auto& la = a.of(left);
        const auto& ra = a.of(mirroredLandmark(left));
        const auto& lb = b.of(left);
        const auto& rb = b.of(mirroredLandmark(left));
        if (la.weight <= 0.2 || ra.weight <= 0.2 || lb.weight <= 0.2 || rb.weight <= 0.2) continue;
        cost.same += (la.ray - lb.ray).norm() + (ra.ray - rb.ray).norm();
        cost.swapped += (la.ray - rb.ray).norm() + (ra.ray - lb.ray).norm();
        ++cost.points;
    }
    return cost;
}

double torsoLength(const FrameObservation& frame) {
    return (frame.of(11).ray + frame.of(12).ray - frame.of(23).ray - frame.of(24).ray).norm() / 2;
}

bool looksSwapped(const FrameObservation& a, const FrameObservation& b, std::span<const int> limb) {
    const SideCost cost = pairCost(a, b, limb);
    if (cost.points < 2 || cost.swapped > kCostRatio * cost.same) return false;
    const double jump = cost.same / (2 * cost.points), torso = torsoLength(a);
    return jump > torso * std::max(kLeastJumpInTorsos, kLeastSpeedInTorsosPerSec * (b.ptsSec - a.ptsSec));
}

void exchange(FrameObservation& frame, std::span<const int> limb) {
    for (int left : limb)
        std::swap(frame.points[landmarkPointIndex(left)], frame.points[landmarkPointIndex(mirroredLandmark(left))]);
}

void undoSwapsOf(std::vector<FrameObservation>& frames, std::span<const int> limb) {
    const std::size_t count = frames.size();
    std::size_t previous = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (!frames[i].seen) continue;
        if (previous < count && looksSwapped(frames[previous], frames[i], limb)) {
            // Only where the sides change back soon: else the person really turned, or we were wrong before.
            std::size_t end = i + 1, last = i;
            bool back = false;
            for (; end < count && frames[end].ptsSec - frames[i].ptsSec < kLongestSwapSec; ++end) {
                if (!frames[end].seen) continue;
                if (looksSwapped(frames[last], frames[end], limb)) {
                    back = true;
                    break;
                }
                last = end;
            }
            if (back)
                for (std::size_t k = i; k < end; ++k) exchange(frames[k], limb);
        }
        previous = i;
    }
}

std::span<const int> leftOf(LimbPair limbs) { return limbs == LimbPair::Arms ? std::span<const int>(kLeftArm) : std::span<const int>(kLeftLeg); }

}  // namespace

void exchangeSides(FrameObservation& frame, LimbPair limbs) { exchange(frame, leftOf(limbs)); }

SideCost sideCost(const FrameObservation& a, const FrameObservation& b, LimbPair limbs) { return pairCost(a, b, leftOf(limbs)); }

void undoSideSwaps(std::vector<FrameObservation>& frames) {
    undoSwapsOf(frames, kLeftArm);
    undoSwapsOf(frames, kLeftLeg);
}

}  // namespace ropetp::pose
