#pragma once

#include "review/quality.h"

#include <bitset>
#include <string>
#include <vector>

namespace ropetp::review {

enum class Limb { Trunk, Head, LeftArm, RightArm, LeftLeg, RightLeg };
inline constexpr int kLimbCount = 6;

/// The limb that a joint belongs to.
Limb limbOf(int joint);

/// A stretch of trouble, and the frame to look at.
struct Stop {
    FrameIndex frame;        ///< the worst of the range
    FrameRange range;
    Limb limb = Limb::Trunk;
    int joint = 0;           ///< the worst one
    Cause cause = Cause::Jitter;
    double severity = 0;     ///< 0..1: combined value of the joint on the frame
    double score = 0;        ///< what ranks the queue: odds against the pose, times length with diminishing weight
    std::string text;        ///< one English sentence without a full stop: "left knee bends backwards"
};

/// Frames that the user has looked at, and accepted or mended (and a tenth of a second on both sides).
struct CheckedRange {
    FrameRange range;
    /// Severity of what was accepted there (Stop::severity): no worse trouble is told again, but clearly worse
    /// one, that came since, is. 1: whatever comes is accepted.
    double severity = 1;
    /// Of whom that is said, by Limb: a mended arm says nothing of the legs.
    std::bitset<kLimbCount> limbs = std::bitset<kLimbCount>().set();
};

struct QueueOptions {
    std::vector<CheckedRange> checked;
    double leastSeverity = 0.4;      ///< below it nothing is worth a stop
};

/// The ranked queue of trouble spots of a take. Stops are spread: what lies within a stop's stretch, whatever the
/// limb, is seen at that stop and makes none of its own.
/// Deterministic; linear in the frames, but for the sorting of stretches.
class BadFrames {
  public:
    enum class Order { Rank, Time };

    BadFrames() = default;
    /// @param clip  what `quality` was measured on (its poses word the sentences).
    BadFrames(const Quality& quality, const body::MotionClip& clip, const QueueOptions& options = {});

    /// Worst first.
    const std::vector<Stop>& stops() const { return stops_; }
    /// The stops whose cause is one of these, in the same order.
    BadFrames ofCauses(const std::bitset<kCauseCount>& causes) const;
    bool empty() const { return stops_.empty(); }

    /// The stop after (or before) where the user is, going round at the end; nullptr when there is none.
    /// Rank: after the stop whose range holds `current` (the one that is nearest to it); the worst (or least) one
    /// where no range does. Time: the nearest later (or earlier) stop.
    const Stop* next(FrameIndex current, bool forward, Order order) const;

    /// The stop whose range holds a frame; of several the one that is nearest. nullptr: none.
    const Stop* at(FrameIndex frame) const;

  private:
    explicit BadFrames(std::vector<Stop> byRank);

    std::vector<Stop> stops_;        ///< by rank
    std::vector<std::size_t> byTime_;
};

/// A knee or elbow that is bent the wrong way. @param joint  any; others never are.
bool bendsBackwards(int joint, const body::MotionFrame& frame);
/// One English sentence on what is wrong with a joint. @param frame  of the clip, may be null.
std::string explanation(Cause cause, int joint, const body::MotionFrame* frame);

}  // namespace ropetp::review
